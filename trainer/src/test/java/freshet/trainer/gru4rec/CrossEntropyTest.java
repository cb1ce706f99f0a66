package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrossEntropyTest {
    private final CrossEntropy loss = new CrossEntropy();

    @Test
    void oneSessionWithOddsOfOneToThree() {
        float[] scores = {0, (float) Math.log(3)};

        assertThat(loss.differentiate(scores, 1, new int[] {5, 6}, 2)).isCloseTo(Math.log(4), within(1e-5));
        assertThat(scores[0]).isCloseTo(-0.75f, within(1e-5f));
        assertThat(scores[1]).isCloseTo(0.75f, within(1e-5f));
    }

    /** Item 5 is the target of sessions 0 and 1 and was drawn too: each has it once in its sum. */
    @Test
    void sessionsOwnTargetIsNoNegativeAgain() {
        int[] candidates = {5, 5, 7, 5};
        float[] scores = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        double mean = loss.differentiate(scores, 3, candidates, 4);

        assertThat(mean).isCloseTo((Math.log(2) + Math.log(2) + Math.log(4)) / 3, within(1e-5));
        assertThat(scores)
                .containsExactly(
                        new float[] {-1 / 6f, 0, 1 / 6f, 0, 0, -1 / 6f, 1 / 6f, 0, 1 / 12f, 1 / 12f, -1 / 4f, 1 / 12f},
                        within(1e-5f));
    }

    @Test
    void hopelessTargetHasALargeFiniteLoss() {
        float[] scores = {-500, 500};

        assertThat(loss.differentiate(scores, 1, new int[] {0, 1}, 2)).isEqualTo(1000);
        assertThat(scores).containsExactly(new float[] {-1, 1}, within(1e-5f));
    }
}
