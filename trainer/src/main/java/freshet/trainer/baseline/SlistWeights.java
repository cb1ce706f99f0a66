package freshet.trainer.baseline;

import freshet.model.scoring.BestItems;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.linear.PositiveDefiniteMatrix;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Solves SLIST's {@link SlistEquations} for the weights between items (V,V):
 *
 * <pre>
 *   P = (left + λI)⁻¹,   B = P · right,   B_ij ← B_ij − P_ij · max(0, B_jj − ξ) / P_jj
 * </pre>
 *
 * <p>The last step is the least-squares solution under B_jj ≤ ξ, by Lagrange's multipliers. Of each
 * row the largest weights above 0 are kept. For one thread.
 */
final class SlistWeights implements AutoCloseable {
    private static final double COUNTED = 0.1; // of the work, as far as it goes: the equations
    private static final double INVERTED = 0.6; // and the inverse
    private static final float NEGLIGIBLE = 1e-6f; // of P, against its diagonal

    private final SlistSettings settings;
    private final int items;
    private final PositiveDefiniteMatrix inverse;
    private final Rows right = new Rows();
    private final DoubleConsumer done;

    /** @param done hears which share of the work is done */
    private SlistWeights(TrainingData data, SlistSettings settings, DoubleConsumer done) {
        this.settings = settings;
        this.items = data.vocabulary().size();
        this.inverse = new PositiveDefiniteMatrix(items);
        this.done = done;
    }

    /**
     * The weights of the sessions' items for each other.
     *
     * @throws TrainingException if the equations cannot be solved in a float's precision
     */
    static ItemRules solve(TrainingData data, SlistSettings settings, DoubleConsumer done) {
        try (SlistWeights weights = new SlistWeights(data, settings, done)) {
            weights.count(new SlistEquations(data, settings));
            weights.invert();
            return weights.best();
        }
    }

    private void count(SlistEquations equations) {
        float[] row = new float[items];
        for (int item = 0; item < items; item++) {
            equations.count(item);
            for (int j = item; j < items; j++) {
                row[j] = (float) equations.left()[j];
            }
            row[item] += (float) settings.regularisation();
            inverse.putRow(item, row);
            right.add(equations.right());
            done.accept(COUNTED * item / items);
        }
    }

    private void invert() {
        try {
            inverse.invert();
        } catch (ArithmeticException e) {
            throw new TrainingException(
                    "model " + SlistTrainer.KIND + " finds no weights by regularisation "
                            + (float) settings.regularisation() + ": " + e.getMessage()
                            + "; set a larger regularisation",
                    e);
        }
    }

    private ItemRules best() {
        double[] multipliers = multipliers();
        float[] p = new float[items];
        float[] weights = new float[items];
        int most = Math.min(settings.rules(), items);
        BestItems best = new BestItems(most);
        int[] rows = new int[most];
        float[] kept = new float[most];
        return ItemRules.of(items, most, (rules, item) -> {
            inverse.getRow(item, p);
            multiply(p, p[item] * NEGLIGIBLE, weights);
            for (int j = 0; j < items; j++) {
                float weight = (float) (weights[j] - p[j] * multipliers[j]);
                if (weight > 0) {
                    best.offer(weight, j);
                }
            }
            int count = best.drain(rows, kept);
            for (int i = 0; i < count; i++) {
                rules.add(rows[i], kept[i]);
            }
            done.accept(INVERTED + (1 - INVERTED) * item / items);
        });
    }

    /** max(0, B_jj − ξ) / P_jj (V). */
    private double[] multipliers() {
        double[] diagonal = new double[items];
        for (int k = 0; k < items; k++) {
            for (int i = right.from(k); i < right.from(k + 1); i++) {
                int j = right.columns[i];
                diagonal[j] += (double) inverse.get(j, k) * right.values[i];
            }
        }
        double[] multipliers = new double[items];
        for (int j = 0; j < items; j++) {
            multipliers[j] = Math.max(0, diagonal[j] - settings.self()) / inverse.get(j, j);
        }
        return multipliers;
    }

    private void multiply(float[] p, float least, float[] into) {
        Arrays.fill(into, 0);
        for (int k = 0; k < items; k++) {
            float factor = p[k];
            if (Math.abs(factor) > least) {
                int to = right.from(k + 1);
                for (int i = right.from(k); i < to; i++) {
                    into[right.columns[i]] += factor * right.values[i];
                }
            }
        }
    }

    @Override
    public void close() {
        inverse.close();
    }

    /** A sparse matrix that grows by rows. */
    private static final class Rows {
        private int[] columns = new int[1 << 16];
        private float[] values = new float[1 << 16];
        private int[] ends = new int[1 << 10];
        private int rows;
        private int size;

        void add(double[] row) {
            for (int j = 0; j < row.length; j++) {
                if (row[j] != 0) {
                    if (size == columns.length) {
                        columns = Arrays.copyOf(columns, 2 * size);
                        values = Arrays.copyOf(values, 2 * size);
                    }
                    columns[size] = j;
                    values[size++] = (float) row[j];
                }
            }
            if (rows == ends.length) {
                ends = Arrays.copyOf(ends, 2 * rows);
            }
            ends[rows++] = size;
        }

        int from(int row) {
            return row == 0 ? 0 : ends[row - 1];
        }
    }
}
