package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdagradTest {

    /** With rate 0.1: first 1 − 0.1·3/√9 = 0.9, then 0.9 − 0.1·4/√(9 + 16) = 0.82; the other way for −3, −4. */
    @Test
    void twoStepsByHand() {
        float[] weights = {1, 1, 1};
        Adagrad adagrad = adagrad(weights, 0.1f, 0);

        adagrad.step(new float[] {3, -3, 0});
        assertThat(weights).containsExactly(new float[] {0.9f, 1.1f, 1}, within(1e-6f));

        adagrad.step(new float[] {4, -4, 0});
        assertThat(weights).containsExactly(new float[] {0.82f, 1.18f, 1}, within(1e-6f));
    }

    /** 0.1 · 0.001 / √(0.001² + 1e-6) = 0.1 / √2: epsilon stands inside the root. */
    @Test
    void epsilonDampsATinyGradient() {
        float[] weights = {0};
        adagrad(weights, 0.1f, 0).step(new float[] {0.001f});

        assertThat(weights[0]).isCloseTo(-0.0707107f, within(1e-6f));
    }

    /** μ = 0.5: s = 0.1, v = −0.1, w = 1 − 0.05 − 0.1; then s = 0.1·4/5 = 0.08, v = −0.05 − 0.08, w = 0.85 − 0.065 − 0.08. */
    @Test
    void twoStepsWithMomentumByHand() {
        float[] weights = {1, 1, 1};
        Adagrad adagrad = adagrad(weights, 0.1f, 0.5f);

        adagrad.step(new float[] {3, -3, 0});
        assertThat(weights).containsExactly(new float[] {0.85f, 1.15f, 1}, within(1e-6f));

        adagrad.step(new float[] {4, -4, 0});
        assertThat(weights).containsExactly(new float[] {0.705f, 1.295f, 1}, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.3f})
    void stepsOnRowsEqualStepsOnAllOfThem(float momentum) {
        int rows = 300;
        int width = 33;
        SplittableRandom random = new SplittableRandom(4);
        float[] sparse = new float[rows * width];
        for (int i = 0; i < sparse.length; i++) {
            sparse[i] = (float) random.nextDouble();
        }
        float[] dense = sparse.clone();
        RowAdagrad rowAdagrad = rowAdagrad(sparse, width, 0.05f, momentum);
        Adagrad adagrad = adagrad(dense, 0.05f, momentum);
        int[] listed = random.ints(0, rows).distinct().limit(250).toArray();
        for (int step = 0; step < 3; step++) {
            float[] gradient = new float[listed.length * width];
            float[] denseGradient = new float[dense.length];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = (float) random.nextDouble() - 0.5f;
                denseGradient[listed[i / width] * width + i % width] = gradient[i];
            }
            rowAdagrad.step(listed, gradient, listed.length);
            adagrad.step(denseGradient);
        }

        assertThat(sparse).isEqualTo(dense);
    }

    /** As by hand above, with steps between that list the other row alone. */
    @Test
    void rowThatIsNotListedStandsStillAndKeepsItsVelocity() {
        float[] table = {1, 1};
        RowAdagrad adagrad = rowAdagrad(table, 1, 0.1f, 0.5f);

        adagrad.step(new int[] {1}, new float[] {3}, 1);
        adagrad.step(new int[] {0}, new float[] {3}, 1);
        assertThat(table[1]).isCloseTo(0.85f, within(1e-6f));

        adagrad.step(new int[] {1}, new float[] {4}, 1);
        assertThat(table).containsExactly(new float[] {0.85f, 0.705f}, within(1e-6f));
    }

    private static Adagrad adagrad(float[] weights, float rate, float momentum) {
        return new Adagrad(weights, new float[weights.length], new float[weights.length], rate, momentum);
    }

    private static RowAdagrad rowAdagrad(float[] table, int width, float rate, float momentum) {
        return new RowAdagrad(table, new float[table.length], new float[table.length], width, rate, momentum);
    }
}
