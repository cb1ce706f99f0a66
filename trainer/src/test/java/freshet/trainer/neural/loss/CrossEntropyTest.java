package freshet.trainer.neural.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrossEntropyTest {
    private final CrossEntropy loss = new CrossEntropy(0, 3);

    @Test
    void oneSessionWithOddsOfOneToThree() {
        float[] scores = {0, (float) Math.log(3)};

        assertThat(loss.differentiate(scores, 0, new float[] {0, 1}, 2, 1)).isCloseTo(Math.log(4), within(1e-5));
        assertThat(scores[0]).isCloseTo(-0.75f, within(1e-5f));
        assertThat(scores[1]).isCloseTo(0.75f, within(1e-5f));
    }

    /** The sum is 1 + 3 + 1, the mean over two sessions halves the gradient. */
    @Test
    void negativeDrawnThreeTimesCountsThreeTimes() {
        float[] scores = {0, 0, 0};

        assertThat(loss.differentiate(scores, 1, new float[] {3, 0, 1}, 3, 0.5f))
                .isCloseTo(Math.log(5), within(1e-5));
        assertThat(scores).containsExactly(new float[] {3 / 10f, -4 / 10f, 1 / 10f}, within(1e-5f));
    }

    @Test
    void hopelessTargetHasALargeFiniteLoss() {
        float[] scores = {-500, 500};

        assertThat(loss.differentiate(scores, 0, new float[] {0, 1}, 2, 1)).isEqualTo(1000);
        assertThat(scores).containsExactly(new float[] {-1, 1}, within(1e-5f));
    }

    /**
     * Of the target's 1, a fifth goes to negatives, three quarters of that to the one that was
     * drawn three times. The softmax is 1/5, 3/5, 1/5.
     */
    @Test
    void smoothingGivesAShareOfTheTargetToTheNegatives() {
        float[] scores = {0, 0, 0};

        assertThat(new CrossEntropy(0.2f, 3).differentiate(scores, 0, new float[] {0, 3, 1}, 3, 1))
                .isCloseTo(Math.log(5), within(1e-5));
        assertThat(scores).containsExactly(new float[] {0.2f - 0.8f, 0.6f - 0.15f, 0.2f - 0.05f}, within(1e-5f));
    }

    /** log(1 + e⁻²) − 0.8 · 0 − 0.2 · (−2). */
    @Test
    void smoothedTargetThatIsSureOfItselfPaysForIt() {
        assertThat(new CrossEntropy(0.2f, 2).differentiate(new float[] {0, -2}, 0, new float[] {0, 1}, 2, 1))
                .isCloseTo(Math.log(1 + Math.exp(-2)) + 0.4, within(1e-5));
    }

    @Test
    void withoutNegativesNothingIsSmoothed() {
        float[] scores = {3};

        assertThat(new CrossEntropy(0.2f, 1).differentiate(scores, 0, new float[] {0}, 1, 1))
                .isCloseTo(0, within(1e-6));
        assertThat(scores).containsExactly(new float[] {0}, within(1e-6f));
    }
}
