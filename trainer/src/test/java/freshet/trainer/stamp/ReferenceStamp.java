package freshet.trainer.stamp;

import freshet.trainer.neural.WindowGradients;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;

/** STAMP's formulas in double precision, without dropout but for what a caller applies. */
final class ReferenceStamp {
    private final StampWeights weights;
    private final int h;

    ReferenceStamp(StampWeights weights) {
        this.weights = weights;
        this.h = weights.width;
    }

    /** An item's row of E. */
    double[] row(int item) {
        return WindowGradients.row(weights.parameters.get(Parameters.EMBEDDING), item);
    }

    /** @param window x_1 … x_t (t, h) */
    double[] query(double[][] window) {
        double[] last = window[window.length - 1];
        double[] mean = new double[h];
        for (double[] row : window) {
            add(mean, 1.0 / window.length, row);
        }
        double[] memory = new double[h];
        for (double[] row : window) {
            double[] inner = vector(weights.attentionBias);
            add(inner, 1, times(row, weights.attentionItem));
            add(inner, 1, times(last, weights.attentionLast));
            add(inner, 1, times(mean, weights.attentionMean));
            double alpha = 0;
            for (int i = 0; i < h; i++) {
                alpha += weights.attentionWeight.values()[i] / (1 + Math.exp(-inner[i]));
            }
            add(memory, alpha, row);
        }
        double[] query = cell(memory, weights.memory, weights.memoryBias);
        double[] other = cell(last, weights.last, weights.lastBias);
        Arrays.setAll(query, i -> query[i] * other[i]);
        return query;
    }

    private double[] cell(double[] x, Parameter matrix, Parameter bias) {
        double[] inner = vector(bias);
        add(inner, 1, times(x, matrix));
        return Arrays.stream(inner).map(Math::tanh).toArray();
    }

    private double[] times(double[] x, Parameter matrix) {
        double[] product = new double[h];
        for (int k = 0; k < h; k++) {
            for (int j = 0; j < h; j++) {
                product[j] += x[k] * matrix.values()[k * h + j];
            }
        }
        return product;
    }

    private double[] vector(Parameter parameter) {
        double[] vector = new double[h];
        Arrays.setAll(vector, i -> parameter.values()[i]);
        return vector;
    }

    private static void add(double[] values, double factor, double[] more) {
        Arrays.setAll(values, i -> values[i] + factor * more[i]);
    }
}
