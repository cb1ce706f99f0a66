package freshet.trainer.neural.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Numbers by hand. Re-implementations were found (Hidasi and Czapp 2023) to weigh by a softmax over
 * all candidates, to sum logarithms instead of taking one of the sum, and to leave out the weights
 * of the regularisation: each gives other numbers here.
 */
class BprMaxTest {
    private static final float LN2 = (float) Math.log(2);
    private static final float LN3 = (float) Math.log(3);
    private static final float[] NEGATIVES = {0, 1, 1};

    /**
     * Target ln 2, negatives 0 and ln 3: weights 1/4 and 3/4, σ(ln 2) = 2/3, σ(ln 2 − ln 3) = 2/5;
     * 1/6 + 3/10 = 7/15.
     */
    @Test
    void lossIsTheLogarithmOfTheWeightedMeanOverNegatives() {
        float[] scores = {LN2, 0, LN3};

        double loss = new BprMax(0, 0, 3).differentiate(scores, 0, NEGATIVES, 3, 1);

        assertThat(loss).isCloseTo(Math.log(15.0 / 7), within(1e-5));
        // w = 5/14 and 9/14: target −(5/14·1/3 + 9/14·3/5), negatives 1/4 − 5/14·2/3 and 3/4 −
        // 9/14·2/5
        assertThat(scores)
                .containsExactly(
                        new float[] {-(5 / 42f + 27 / 70f), 1 / 4f - 5 / 21f, 3 / 4f - 9 / 35f}, within(1e-5f));
    }

    /** 2 · (1/4 · 0² + 3/4 · (ln 3)²) on top. */
    @Test
    void regularisationIsTheWeightedMeanOfTheNegativesSquares() {
        double loss = new BprMax(2, 0, 3).differentiate(new float[] {LN2, 0, LN3}, 0, NEGATIVES, 3, 1);

        assertThat(loss).isCloseTo(Math.log(15.0 / 7) + 1.5 * LN3 * LN3, within(1e-5));
    }

    /**
     * ELU with α 1/2 makes −ln 2 into (1/2 − 1)/2 = −1/4 and leaves what is positive: target ln 2 −
     * 0 beside it.
     */
    @Test
    void eluActsOnEveryScoreBeforeTheLoss() {
        double linear = new BprMax(1, 0, 3).differentiate(new float[] {LN2, -0.25f, LN3}, 0, NEGATIVES, 3, 1);
        double elu = new BprMax(1, 0.5f, 3).differentiate(new float[] {LN2, -LN2, LN3}, 0, NEGATIVES, 3, 1);

        assertThat(elu).isCloseTo(linear, within(1e-5));
        linear = new BprMax(1, 0, 3).differentiate(new float[] {-0.25f, LN2, LN3}, 0, NEGATIVES, 3, 1);
        elu = new BprMax(1, 0.5f, 3).differentiate(new float[] {-LN2, LN2, LN3}, 0, NEGATIVES, 3, 1);
        assertThat(elu).isCloseTo(linear, within(1e-5));
    }

    /** For two equal negatives at distance D above the target, −log σ(−D) = D + log(1 + e^−D). */
    @Test
    void targetFarBelowHasTheDistanceForALoss() {
        float[] scores = {-500, 500, 500};

        assertThat(new BprMax(0, 0, 3).differentiate(scores, 0, NEGATIVES, 3, 1))
                .isCloseTo(1000, within(1e-3));
        assertThat(scores).containsExactly(new float[] {-1, 0.5f, 0.5f}, within(1e-5f));
    }

    @Test
    void sessionWithoutANegativeLearnsNothing() {
        float[] scores = {3};

        assertThat(new BprMax(1, 0, 2).differentiate(scores, 0, new float[] {0}, 1, 1))
                .isZero();
        assertThat(scores).containsOnly(0f);
    }
}
