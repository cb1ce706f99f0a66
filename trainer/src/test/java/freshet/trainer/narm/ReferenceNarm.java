package freshet.trainer.narm;

import freshet.trainer.neural.WindowGradients;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;
import java.util.stream.Stream;

/** NARM's formulas in double precision, without dropout but for what a caller applies. */
final class ReferenceNarm {
    private final NarmWeights weights;
    private final int h;

    ReferenceNarm(NarmWeights weights) {
        this.weights = weights;
        this.h = weights.units;
    }

    /** An item's row of E. */
    double[] row(int item) {
        return WindowGradients.row(weights.parameters.get(Parameters.EMBEDDING), item);
    }

    /**
     * c (2h).
     *
     * @param window x_1 … x_t (t, d)
     */
    double[] context(double[][] window) {
        double[][] states = new double[window.length][];
        double[] state = new double[h];
        for (int step = 0; step < window.length; step++) {
            state = fold(state, window[step]);
            states[step] = state;
        }
        double[] context = Arrays.copyOf(state, 2 * h);
        double[] ofLast = times(state, weights.attentionLast, 0, h);
        for (double[] each : states) {
            double[] ofItem = times(each, weights.attentionItem, 0, h);
            double alpha = 0;
            for (int i = 0; i < h; i++) {
                alpha += weights.attentionWeight.values()[i] * sigmoid(ofLast[i] + ofItem[i]);
            }
            for (int i = 0; i < h; i++) {
                context[h + i] += alpha * each[i];
            }
        }
        return context;
    }

    double[] query(double[] context) {
        return times(context, weights.decoder, 0, weights.width);
    }

    private double[] fold(double[] state, double[] x) {
        Parameter input = weights.gru.input().orElseThrow();
        Parameter recurrent = weights.gru.recurrent();
        float[] bias = weights.gru.bias().values();
        double[][] ofInput =
                Stream.of(0, 1, 2).map(gate -> times(x, input, gate * h, h)).toArray(double[][]::new);
        double[] resetState = times(state, recurrent, 0, h);
        double[] updateState = times(state, recurrent, h, h);
        double[] reset = new double[h];
        Arrays.setAll(reset, i -> state[i] * sigmoid(ofInput[0][i] + resetState[i] + bias[i]));
        double[] candidate = times(reset, recurrent, 2 * h, h);
        double[] after = new double[h];
        Arrays.setAll(after, i -> {
            double z = sigmoid(ofInput[1][i] + updateState[i] + bias[h + i]);
            double n = Math.tanh(ofInput[2][i] + candidate[i] + bias[2 * h + i]);
            return (1 - z) * state[i] + z * n;
        });
        return after;
    }

    /** x · matrix, of which some columns are taken. */
    private static double[] times(double[] x, Parameter matrix, int from, int count) {
        double[] product = new double[count];
        for (int k = 0; k < x.length; k++) {
            for (int j = 0; j < count; j++) {
                product[j] += x[k] * matrix.values()[k * matrix.columns() + from + j];
            }
        }
        return product;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
