package freshet.trainer.neural;

import freshet.trainer.neural.weights.Parameter;
import java.util.function.DoubleUnaryOperator;

/**
 * The query of a session that is a bag of input vectors, outside of training and in double
 * precision: their sum, weighted by how many events ago each was, over a norm.
 *
 * @param input the vectors (V, h)
 * @param decay share of its weight that an event loses with each later one
 * @param norm what the sum is divided by, from the sum of the weights
 */
public record BagForward(Parameter input, float decay, DoubleUnaryOperator norm) implements ReferenceForward {

    @Override
    public float[] query(int[] session) {
        int width = input.columns();
        double[] sums = new double[width];
        double weights = 0;
        for (int t = 0; t < session.length; t++) {
            double weight = Math.pow(1 - decay, session.length - 1 - t);
            weights += weight;
            for (int i = 0; i < width; i++) {
                sums[i] += weight * input.values()[session[t] * width + i];
            }
        }
        double divisor = norm.applyAsDouble(weights);
        float[] query = new float[width];
        for (int i = 0; i < width; i++) {
            query[i] = (float) (sums[i] / divisor);
        }
        return query;
    }

    @Override
    public void close() {}
}
