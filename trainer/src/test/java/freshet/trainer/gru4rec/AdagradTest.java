package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdagradTest {

    /** With rate 0.1: first 1 − 0.1·3/√9 = 0.9, then 0.9 − 0.1·4/√(9 + 16) = 0.82; the other way for −3, −4. */
    @Test
    void twoStepsByHand() {
        float[] weights = {1, 1, 1};
        Adagrad adagrad = new Adagrad(weights, 0.1f);

        adagrad.step(new float[] {3, -3, 0});
        assertThat(weights).containsExactly(new float[] {0.9f, 1.1f, 1}, within(1e-6f));

        adagrad.step(new float[] {4, -4, 0});
        assertThat(weights).containsExactly(new float[] {0.82f, 1.18f, 1}, within(1e-6f));
    }

    /** 0.1 · 0.001 / √(0.001² + 1e-6) = 0.1 / √2: epsilon stands inside the root. */
    @Test
    void epsilonDampsATinyGradient() {
        float[] weights = {0};
        new Adagrad(weights, 0.1f).step(new float[] {0.001f});

        assertThat(weights[0]).isCloseTo(-0.0707107f, within(1e-6f));
    }

    @Test
    void stepOnRowsEqualsADenseStepWithZerosElsewhere() {
        int rows = 300;
        int width = 33;
        SplittableRandom random = new SplittableRandom(4);
        float[] sparse = new float[rows * width];
        for (int i = 0; i < sparse.length; i++) {
            sparse[i] = (float) random.nextDouble();
        }
        float[] dense = sparse.clone();
        RowAdagrad rowAdagrad = new RowAdagrad(sparse, width, 0.05f);
        Adagrad adagrad = new Adagrad(dense, 0.05f);
        for (int step = 0; step < 3; step++) {
            int[] listed = random.ints(0, rows).distinct().limit(250).toArray();
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
}
