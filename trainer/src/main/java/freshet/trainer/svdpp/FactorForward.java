package freshet.trainer.svdpp;

import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.weights.Parameter;

/** The query of one session outside of training, in double precision; see {@link SvdPp}. */
record FactorForward(Parameter input, float decay) implements ReferenceForward {

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
        float[] query = new float[width];
        for (int i = 0; i < width; i++) {
            query[i] = (float) (sums[i] / Math.sqrt(weights));
        }
        return query;
    }

    @Override
    public void close() {}
}
