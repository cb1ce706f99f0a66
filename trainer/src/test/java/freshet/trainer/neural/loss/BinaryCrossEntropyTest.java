package freshet.trainer.neural.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinaryCrossEntropyTest {

    /** Target with σ = 3/4, negatives with σ = 1/2 and 1/4: −log(3/4 · 1/2 · 3/4). */
    @Test
    void targetAndEachNegativeOnTheirOwn() {
        float ln3 = (float) Math.log(3);
        float[] scores = {ln3, 0, -ln3};

        double loss = new BinaryCrossEntropy(3).differentiate(scores, 0, new float[] {0, 1, 1}, 3, 1);

        assertThat(loss).isCloseTo(Math.log(32.0 / 9), within(1e-5));
        assertThat(scores).containsExactly(new float[] {-0.25f, 0.5f, 0.25f}, within(1e-5f));
    }

    /**
     * 2,001 candidates at σ = 1/2, each with a loss of log 2: their product 2^2001 fits no double.
     */
    @Test
    void manyCandidatesDoNotOverflow() {
        float[] scores = new float[2001];
        float[] negatives = new float[2001];
        Arrays.fill(negatives, 0, 2000, 1f);

        double loss = new BinaryCrossEntropy(2001).differentiate(scores, 2000, negatives, 2001, 1);

        assertThat(loss).isCloseTo(2001 * Math.log(2), within(1e-3));
    }

    @Test
    void wrongByFarHasTheScoreForALoss() {
        float[] scores = {-300, 200};

        assertThat(new BinaryCrossEntropy(2).differentiate(scores, 0, new float[] {0, 1}, 2, 1))
                .isCloseTo(500, within(1e-3));
        assertThat(scores).containsExactly(-1, 1);
    }
}
