package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Three items with support 16, 9 and 4: shares 16/29, 9/29, 4/29 of the events; with alpha 0.5 the samples are drawn with
 * 4/9, 3/9 and 2/9.
 */
class LogQTest {
    private static final long[] SUPPORT = {16, 9, 4};
    private static final NegativeSampler SAMPLER = new NegativeSampler(SUPPORT, 0.5);

    @Test
    void expectedCountIsThatOfTargetsAndSamplesTogether() {
        float[] corrections = new LogQ(SUPPORT, SAMPLER, 18, 1f).corrections(29);

        // 29 · 16/29 + 18 · 4/9 = 24; 9 + 6 = 15; 4 + 4 = 8
        assertThat(corrections[0]).isCloseTo(3.1780538f, within(1e-6f)); // ln 24
        assertThat(corrections[1]).isCloseTo(2.7080502f, within(1e-6f)); // ln 15
        assertThat(corrections[2]).isCloseTo(2.0794415f, within(1e-6f)); // ln 8
    }

    @Test
    void smallerBatchCountsFewerTargets() {
        LogQ logQ = new LogQ(SUPPORT, SAMPLER, 0, 1f);
        logQ.corrections(58);

        assertThat(logQ.corrections(29)[1]).isCloseTo((float) Math.log(9), within(1e-6f));
    }

    @Test
    void shareScalesTheCorrection() {
        assertThat(new LogQ(SUPPORT, SAMPLER, 18, 0.5f).corrections(29)[2]).isCloseTo(1.0397208f, within(1e-6f));
        assertThat(new LogQ(SUPPORT, SAMPLER, 18, 0f).corrections(29)).containsOnly(0f);
    }

    @Test
    void startAtPrior_correctedScoresAreTheLogarithmOfShareOverExpectedCount() {
        float[] whole = new float[3];
        float[] none = new float[3];
        new LogQ(SUPPORT, SAMPLER, 18, 1f).startAtPrior(whole, 29);
        new LogQ(SUPPORT, SAMPLER, 18, 0f).startAtPrior(none, 29);

        // The correction takes ln 24 off the first item and ln 8 off the last one.
        assertThat(whole[0] - 3.1780538f).isCloseTo((float) Math.log(16 / 29.0 / 24), within(1e-6f));
        assertThat(none[0]).isCloseTo((float) Math.log(16 / 29.0 / 24), within(1e-6f));
        assertThat(none[2]).isCloseTo((float) Math.log(4 / 29.0 / 8), within(1e-6f));
    }
}
