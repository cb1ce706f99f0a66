package freshet.trainer.autoencoder;

import static freshet.trainer.neural.WindowGradients.row;

import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;

/** The autoencoders' formulas in double precision. */
final class ReferenceBag {
    private final Bag bag;
    private final Parameters weights;

    ReferenceBag(Bag bag, Parameters weights) {
        this.bag = bag;
        this.weights = weights;
    }

    /** An item's row of the input table. */
    double[] input(int item) {
        return row(bag.table(weights), item);
    }

    /** @param rows x_1 … x_t (t, h), each already with its noise */
    double[] hidden(double[][] rows) {
        double[] sums = new double[bag.width()];
        double squares = 0;
        for (int t = 0; t < rows.length; t++) {
            double weight = Math.pow(1 - (double) bag.decay(), rows.length - 1 - t);
            squares += weight * weight;
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * rows[t][i];
            }
        }
        double length = Math.sqrt(squares);
        double[] bias = row(Bag.bias(weights), 0);
        Arrays.setAll(sums, i -> Math.tanh(sums[i] / length + bias[i]));
        return sums;
    }

    /** x W + b of the layer of a name. */
    double[] layer(String name, double[] x) {
        Parameter matrix = weights.get(name + ".weight");
        double[] values = row(weights.get(name + ".bias"), 0);
        for (int k = 0; k < x.length; k++) {
            for (int j = 0; j < values.length; j++) {
                values[j] += x[k] * matrix.values()[k * values.length + j];
            }
        }
        return values;
    }

    /** tanh of that layer over the latent vector. */
    double[] decoded(double[] latent) {
        return Arrays.stream(layer("decoder", latent)).map(Math::tanh).toArray();
    }
}
