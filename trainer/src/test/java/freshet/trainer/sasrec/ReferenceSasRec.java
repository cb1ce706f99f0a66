package freshet.trainer.sasrec;

import static freshet.trainer.neural.WindowGradients.row;

import freshet.trainer.neural.norm.NormWeights;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;

/** SASRec's formulas in double precision, without dropout but for what a caller applies. */
final class ReferenceSasRec {
    private final SasRecWeights weights;
    private final int d;

    /** What becomes of what a layer gives. */
    @FunctionalInterface
    interface Dropped {
        /** Nothing. */
        Dropped NONE = (layer, place, values) -> values;

        /**
         * Drops some values.
         *
         * @param layer 0 for the rows, then two for each block
         * @param place of the row in its window
         */
        double[] of(int layer, int place, double[] values);
    }

    ReferenceSasRec(SasRecWeights weights) {
        this.weights = weights;
        this.d = weights.width;
    }

    /**
     * The query of a window.
     *
     * @param items oldest first
     */
    double[] query(int[] items, Dropped dropped) {
        double[][] x = new double[items.length][];
        for (int place = 0; place < items.length; place++) {
            double[] row = sum(
                    row(weights.parameters.get(Parameters.EMBEDDING), items[place]),
                    row(weights.position, items.length - 1 - place));
            x[place] = dropped.of(0, place, row);
        }
        int layer = 1;
        for (BlockWeights block : weights.blocks) {
            x = block(block, x, layer, dropped);
            layer += 2;
        }
        return norm(weights.norm, x[x.length - 1]);
    }

    private double[][] block(BlockWeights block, double[][] x, int layer, Dropped dropped) {
        double[][] normal =
                Arrays.stream(x).map(row -> norm(block.attended(), row)).toArray(double[][]::new);
        double[][] z = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            double[] y = sum(x[i], dropped.of(layer, i, attention(block, normal, i)));
            double[] hidden = sum(times(norm(block.forwarded(), y), block.inner()), row(block.innerBias(), 0));
            double[] positive = Arrays.stream(hidden).map(v -> Math.max(0, v)).toArray();
            double[] forward = sum(times(positive, block.outer()), row(block.outerBias(), 0));
            z[i] = sum(y, dropped.of(layer + 1, i, forward));
        }
        return z;
    }

    private double[] attention(BlockWeights block, double[][] normal, int i) {
        double[] query = times(normal[i], block.query());
        double[] shares = new double[i + 1];
        Arrays.setAll(shares, j -> Math.exp(dot(query, times(normal[j], block.key())) / Math.sqrt(d)));
        double all = Arrays.stream(shares).sum();
        double[] output = new double[d];
        for (int j = 0; j <= i; j++) {
            double[] value = times(normal[j], block.value());
            for (int k = 0; k < d; k++) {
                output[k] += shares[j] / all * value[k];
            }
        }
        return output;
    }

    private double[] norm(NormWeights norm, double[] x) {
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
        double[] product = new double[matrix.columns()];
        for (int k = 0; k < x.length; k++) {
            for (int j = 0; j < product.length; j++) {
                product[j] += x[k] * matrix.values()[k * product.length + j];
            }
        }
        return product;
    }

    private static double[] sum(double[] one, double[] other) {
        double[] sum = one.clone();
        Arrays.setAll(sum, i -> one[i] + other[i]);
        return sum;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
