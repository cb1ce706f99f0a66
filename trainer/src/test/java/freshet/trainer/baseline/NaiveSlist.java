package freshet.trainer.baseline;

import freshet.trainer.TrainingData;
import java.util.ArrayList;
import java.util.List;

/**
 * SLIST with its matrices X, S and T written out, and each column of B solved by Gauss's
 * elimination: one with a diagonal over its bound is solved again with that element held.
 */
final class NaiveSlist {
    private final int items;
    private final double lambda;
    private final List<double[]> inputs = new ArrayList<>(); // rows of X and S, times the root of their weight
    private final List<double[]> targets = new ArrayList<>(); // of X and T

    NaiveSlist(
            TrainingData data,
            double similarity,
            double lambda,
            double events,
            double days,
            int steps,
            int sessionItems) {
        this.items = data.vocabulary().size();
        this.lambda = lambda;
        long newest = data.starts().get(data.sessions() - 1);
        for (int s = 0; s < data.sessions(); s++) {
            double weight = days == 0 ? 1 : Math.exp((data.starts().get(s) - newest) / 86_400_000.0 / days);
            int from = data.sessionOffsets().get(s);
            int to = data.sessionOffsets().get(s + 1);
            double[] x = new double[items];
            int distinct = 0;
            for (int i = to - 1; i >= from && distinct < sessionItems; i--) {
                distinct += x[data.items().get(i)] == 0 ? 1 : 0;
                x[data.items().get(i)] = 1;
            }
            add(x, x, similarity * weight, true);
            for (int point = from + 1; point < to; point++) {
                double[] before = new double[items];
                for (int i = Math.max(from, point - reach(events, sessionItems)); i < point; i++) {
                    before[data.items().get(i)] += Math.exp(-(point - 1 - i) / events);
                }
                double[] after = new double[items];
                for (int i = point; i < Math.min(to, point + steps); i++) {
                    after[data.items().get(i)] += Math.exp(-(i - point) / events);
                }
                add(before, after, (1 - similarity) * weight, false);
            }
        }
    }

    /** Events whose weight is above 1/10,000. */
    private static int reach(double events, int sessionItems) {
        int reach = 0;
        while (reach < sessionItems && Math.exp(-reach / events) > 1e-4) {
            reach++;
        }
        return reach;
    }

    private void add(double[] input, double[] target, double weight, boolean alike) {
        double sum = 0;
        for (double value : input) {
            sum += value;
        }
        double[] scaledInput = new double[items];
        double[] scaledTarget = new double[items];
        for (int j = 0; j < items; j++) {
            scaledInput[j] = Math.sqrt(weight) * input[j] / sum;
            scaledTarget[j] = Math.sqrt(weight) * target[j] / (alike ? sum : 1);
        }
        inputs.add(scaledInput);
        targets.add(scaledTarget);
    }

    /** B (V,V). */
    double[][] solve(double self) {
        double[][] weights = new double[items][items];
        for (int j = 0; j < items; j++) {
            double[] column = column(j, Double.NaN);
            if (column[j] > self) {
                column = column(j, self);
            }
            for (int i = 0; i < items; i++) {
                weights[i][j] = column[i];
            }
        }
        return weights;
    }

    /** Column j of B, its own element held at a value unless that is NaN. */
    private double[] column(int j, double held) {
        double[][] left = new double[items][items + 1];
        for (int row = 0; row < inputs.size(); row++) {
            double[] input = inputs.get(row);
            double target = targets.get(row)[j];
            for (int i = 0; i < items; i++) {
                for (int k = 0; k < items; k++) {
                    left[i][k] += input[i] * input[k];
                }
                left[i][items] += input[i] * target;
            }
        }
        for (int i = 0; i < items; i++) {
            left[i][i] += lambda;
        }
        if (!Double.isNaN(held)) {
            left[j] = new double[items + 1];
            left[j][j] = 1;
            left[j][items] = held;
        }
        return gauss(left);
    }

    private static double[] gauss(double[][] rows) {
        int n = rows.length;
        for (int pivot = 0; pivot < n; pivot++) {
            int largest = pivot;
            for (int i = pivot; i < n; i++) {
                largest = Math.abs(rows[i][pivot]) > Math.abs(rows[largest][pivot]) ? i : largest;
            }
            double[] line = rows[largest];
            rows[largest] = rows[pivot];
            rows[pivot] = line;
            for (int i = 0; i < n; i++) {
                double factor = i == pivot ? 0 : rows[i][pivot] / line[pivot];
                for (int k = pivot; k <= n && factor != 0; k++) {
                    rows[i][k] -= factor * line[k];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = rows[i][n] / rows[i][i];
        }
        return solution;
    }
}
