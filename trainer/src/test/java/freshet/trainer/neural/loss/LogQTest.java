package freshet.trainer.neural.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Three items with support 16, 9 and 4: shares 16/29, 9/29, 4/29 of the events; with alpha 0.5 the
 * samples are drawn with 4/9, 3/9 and 2/9.
 */
class LogQTest {
    private static final long[] SUPPORT = {16, 9, 4};
    private static final NegativeSampler SAMPLER = new NegativeSampler(SUPPORT, 0.5);

    @Test
    void expectedCountIsThatOfTargetsAndSamplesTogether() {
        LogQ logQ = new LogQ(SUPPORT, SAMPLER, 18, 1f, 29);

        // 29 · 16/29 + 18 · 4/9 = 24; 9 + 6 = 15; 4 + 4 = 8
        assertThat(logQ.correction(0, 29)).isCloseTo(3.1780538f, within(1e-6f)); // ln 24
        assertThat(logQ.correction(1, 29)).isCloseTo(2.7080502f, within(1e-6f)); // ln 15
        assertThat(logQ.correction(2, 29)).isCloseTo(2.0794415f, within(1e-6f)); // ln 8
    }

    @Test
    void smallerBatchCountsFewerTargets() {
        LogQ logQ = new LogQ(SUPPORT, SAMPLER, 0, 1f, 58);

        assertThat(logQ.correction(1, 58)).isCloseTo((float) Math.log(18), within(1e-6f));
        assertThat(logQ.correction(1, 29)).isCloseTo((float) Math.log(9), within(1e-6f));
    }

    @Test
    void weightIsOneOverTheExpectedCount() {
        LogQ logQ = new LogQ(SUPPORT, SAMPLER, 18, 1f, 29);

        assertThat(logQ.weight(1, 29)).isCloseTo(1 / 15f, within(1e-6f));
        assertThat(logQ.weight(1, 58)).isCloseTo(1 / 24f, within(1e-6f));
        assertThat(new LogQ(SUPPORT, SAMPLER, 18, 0.5f, 29).weight(1, 29))
                .isCloseTo(0.25819889f, within(1e-6f)); // 15^−0.5
    }

    @Test
    void shareScalesTheCorrection() {
        assertThat(new LogQ(SUPPORT, SAMPLER, 18, 0.5f, 29).correction(2, 29)).isCloseTo(1.0397208f, within(1e-6f));
        assertThat(new LogQ(SUPPORT, SAMPLER, 18, 0f, 29).correction(2, 29)).isZero();
    }

    @Test
    void startAtPrior_correctedScoreIsLogOfShareOverExpectedCount() {
        float[] whole = new float[3];
        float[] none = new float[3];
        new LogQ(SUPPORT, SAMPLER, 18, 1f, 29).startAtPrior(whole);
        new LogQ(SUPPORT, SAMPLER, 18, 0f, 29).startAtPrior(none);

        // The correction takes ln 24 off the first item and ln 8 off the last one.
        assertThat(whole[0] - 3.1780538f).isCloseTo((float) Math.log(16 / 29.0 / 24), within(1e-6f));
        assertThat(none[0]).isCloseTo((float) Math.log(16 / 29.0 / 24), within(1e-6f));
        assertThat(none[2]).isCloseTo((float) Math.log(4 / 29.0 / 8), within(1e-6f));
    }
}
