package freshet.trainer.neural.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.ProductKernel;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdagradTest {
    private static final int[] ALL = {0}; // rows of a table that has one

    /**
     * With rate 0.1: first 1 − 0.1·3/√9 = 0.9, then 0.9 − 0.1·4/√(9 + 16) = 0.82; the other way for
     * −3, −4.
     */
    @Test
    void twoStepsByHand() {
        float[] weights = {1, 1, 1};
        RowAdagrad adagrad = rowAdagrad(weights, 3, 0.1f, 0);

        adagrad.step(ALL, new float[] {3, -3, 0}, 0, 1);
        assertThat(weights).containsExactly(new float[] {0.9f, 1.1f, 1}, within(1e-6f));

        adagrad.step(ALL, new float[] {4, -4, 0}, 0, 1);
        assertThat(weights).containsExactly(new float[] {0.82f, 1.18f, 1}, within(1e-6f));
    }

    /** 0.1 · 0.001 / √(0.001² + 1e-6) = 0.1 / √2: epsilon is inside the root. */
    @Test
    void epsilonDampsATinyGradient() {
        float[] weights = {0};
        rowAdagrad(weights, 1, 0.1f, 0).step(ALL, new float[] {0.001f}, 0, 1);

        assertThat(weights[0]).isCloseTo(-0.0707107f, within(1e-6f));
    }

    /**
     * μ = 0.5: s = 0.1, v = −0.1, w = 1 − 0.05 − 0.1; then s = 0.1·4/5 = 0.08, v = −0.05 − 0.08, w
     * = 0.85 − 0.065 − 0.08.
     */
    @Test
    void twoStepsWithMomentumByHand() {
        float[] weights = {1, 1, 1};
        RowAdagrad adagrad = rowAdagrad(weights, 3, 0.1f, 0.5f);

        adagrad.step(ALL, new float[] {3, -3, 0}, 0, 1);
        assertThat(weights).containsExactly(new float[] {0.85f, 1.15f, 1}, within(1e-6f));

        adagrad.step(ALL, new float[] {4, -4, 0}, 0, 1);
        assertThat(weights).containsExactly(new float[] {0.705f, 1.295f, 1}, within(1e-6f));
    }

    /**
     * The table has more rows than one block; they are listed in any order, in two parts, from an
     * array and from native memory.
     */
    @ParameterizedTest
    @ValueSource(floats = {0, 0.3f})
    void stepsOnRowsAreTheFormulaOnEachValue(float momentum) {
        int rows = 300;
        int width = 33;
        SplittableRandom random = new SplittableRandom(4);
        float[] table = floats(random, rows * width);
        float[] other = table.clone();
        double[] expected = new double[table.length];
        Arrays.setAll(expected, i -> other[i]);
        double[] squares = new double[table.length];
        double[] velocities = new double[table.length];
        RowAdagrad adagrad = rowAdagrad(table, width, 0.05f, momentum);
        RowAdagrad inNative = rowAdagrad(other, width, 0.05f, momentum);
        int[] listed = random.ints(0, rows).distinct().limit(250).toArray();
        try (MatrixMemory memory = ProductKernel.OPENBLAS.memory()) {
            Matrix matrix = memory.matrix(listed.length, width);
            for (int step = 0; step < 3; step++) {
                float[] gradient = floats(random, listed.length * width);
                matrix.put(0, 0, gradient, 0, gradient.length);
                adagrad.step(listed, gradient, 0, 100);
                adagrad.step(listed, gradient, 100, listed.length);
                inNative.step(listed, matrix, 0, listed.length);
                for (int i = 0; i < gradient.length; i++) {
                    int at = listed[i / width] * width + i % width;
                    squares[at] += gradient[i] * gradient[i];
                    double move = 0.05f * gradient[i] / Math.sqrt(squares[at] + 1e-6);
                    velocities[at] = momentum * velocities[at] - move;
                    expected[at] += momentum * velocities[at] - move;
                }
            }
        }

        assertThat(other).isEqualTo(table);
        for (int i = 0; i < table.length; i++) {
            assertThat((double) table[i]).isCloseTo(expected[i], within(1e-6));
        }
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) random.nextDouble() - 0.5f;
        }
        return floats;
    }

    /** As by hand above, with steps between that list the other row alone. */
    @Test
    void rowThatIsNotListedStandsStillAndKeepsItsVelocity() {
        float[] table = {1, 1};
        RowAdagrad adagrad = rowAdagrad(table, 1, 0.1f, 0.5f);

        adagrad.step(new int[] {1}, new float[] {3}, 0, 1);
        adagrad.step(new int[] {0}, new float[] {3}, 0, 1);
        assertThat(table[1]).isCloseTo(0.85f, within(1e-6f));

        adagrad.step(new int[] {1}, new float[] {4}, 0, 1);
        assertThat(table).containsExactly(new float[] {0.85f, 0.705f}, within(1e-6f));
    }

    private static RowAdagrad rowAdagrad(float[] table, int width, float rate, float momentum) {
        return new RowAdagrad(table, new float[table.length], new float[table.length], width, rate, momentum);
    }
}
