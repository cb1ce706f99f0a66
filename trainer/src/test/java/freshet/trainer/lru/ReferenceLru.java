package freshet.trainer.lru;

import freshet.trainer.neural.WindowGradients;
import freshet.trainer.neural.norm.NormWeights;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** LRURec's formulas in double precision, with complex numbers spelled out. */
final class ReferenceLru {
    private final LruWeights weights;
    private final int d;

    ReferenceLru(LruWeights weights) {
        this.weights = weights;
        this.d = weights.width;
    }

    /** An item's normalised row. */
    double[] row(int item) {
        return norm(WindowGradients.row(weights.parameters.get(Parameters.EMBEDDING), item), weights.norm);
    }

    /**
     * What a block gives of rows x_1 … x_t, for each of them.
     *
     * @param mixed what becomes of what the recurrence gives for a row, by its number
     * @param forwarded what becomes of what the feed-forward network gives
     */
    double[][] block(int block, double[][] rows, Dropped mixed, Dropped forwarded) {
        BlockWeights layer = weights.blocks.get(block);
        double[][] outputs = new double[rows.length][];
        double[][] states = states(layer, rows);
        for (int k = 0; k < rows.length; k++) {
            int at = k;
            double[] m = times(states[k], layer.output());
            double[] y = norm(sum(rows[k], mixed.at(at).apply(m)), layer.mixed());
            double[] z = sum(times(y, layer.inner()), vector(layer.innerBias()));
            double[] relu = Arrays.stream(z).map(v -> Math.max(0, v)).toArray();
            double[] f = sum(times(relu, layer.outer()), vector(layer.outerBias()));
            outputs[k] = norm(sum(y, forwarded.at(at).apply(f)), layer.forwarded());
        }
        return outputs;
    }

    /** By the closed form, h_k = Σ_j λ^(k−j) γ x_j B, with the powers in polar coordinates. */
    private double[][] states(BlockWeights layer, double[][] rows) {
        int n = layer.state();
        double[][] states = new double[rows.length][2 * n];
        for (int k = 0; k < rows.length; k++) {
            for (int j = 0; j <= k; j++) {
                double[] input = times(rows[j], layer.input());
                for (int i = 0; i < n; i++) {
                    double magnitude = Math.exp(-Math.exp(layer.nu().values()[i]) * (k - j));
                    double angle = layer.theta().values()[i] * (k - j);
                    double gamma = layer.gamma().values()[i];
                    double re = magnitude * Math.cos(angle);
                    double im = magnitude * Math.sin(angle);
                    states[k][i] += gamma * (re * input[i] - im * input[n + i]);
                    states[k][n + i] += gamma * (re * input[n + i] + im * input[i]);
                }
            }
        }
        return states;
    }

    /** What becomes of a row of values, by its number in the window. */
    interface Dropped {
        UnaryOperator<double[]> at(int row);
    }

    private double[] norm(double[] x, NormWeights norm) {
        double mean = Arrays.stream(x).sum() / d;
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / d;
        double[] y = new double[d];
        Arrays.setAll(
                y,
                i -> norm.gain().values()[i] * (x[i] - mean) / Math.sqrt(variance + 1e-5)
                        + norm.bias().values()[i]);
        return y;
    }

    private static double[] times(double[] x, Parameter matrix) {
        int columns = matrix.columns();
        double[] product = new double[columns];
        for (int k = 0; k < x.length; k++) {
            for (int j = 0; j < columns; j++) {
                product[j] += x[k] * matrix.values()[k * columns + j];
            }
        }
        return product;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    private static double[] vector(Parameter parameter) {
        double[] vector = new double[parameter.columns()];
        Arrays.setAll(vector, i -> parameter.values()[i]);
        return vector;
    }
}
