package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {

    /** 1 · 1 and 2 · 3: the sum is 7. */
    @Test
    void oddsOfOneToThreeOfWhichTheGreaterOneCountsTwice() {
        float[] values = {0, (float) Math.log(3), 99};

        double logSum = new Softmax(3).inPlace(values, new float[] {1, 2, 1}, 2, 1f);

        assertThat(logSum).isCloseTo(Math.log(7), within(1e-5));
        assertThat(values[0]).isCloseTo(1 / 7f, within(1e-5f));
        assertThat(values[1]).isCloseTo(6 / 7f, within(1e-5f));
        assertThat(values[2]).isEqualTo(99);
    }

    @Test
    void exponentialsKeepTheirErrorBound() {
        float[] pair = new float[2];
        for (double x = -80; x <= 0; x += 1e-3) {
            pair[0] = 0;
            pair[1] = (float) x;
            inPlace(pair, 1f);
            double ratio = pair[1] / (double) pair[0];
            double bound = x > -20 ? 2e-5 : 5e-5;
            assertThat(Math.abs(ratio / Math.exp((float) x) - 1)).as("at %s", x).isLessThan(bound);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 63, 64, 65, 67, 1003, 2080})
    void agreesWithDoublePrecisionOnRandomLogits(int count) {
        SplittableRandom random = new SplittableRandom(count);
        float[] values = new float[count];
        double[] exact = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextDouble() * 20 - 3);
            exact[i] = Math.exp(values[i]);
            sum += exact[i];
        }

        double logSum = inPlace(values, 0.5f);

        assertThat(logSum).isCloseTo(Math.log(sum), within(2e-5));
        for (int i = 0; i < count; i++) {
            assertThat((double) values[i]).isCloseTo(0.5 * exact[i] / sum, within(3e-5 * exact[i] / sum));
        }
    }

    /** At any place: halves are laid upon halves to find it. */
    @Test
    void hugeLogitsDoNotOverflowAndMaskedOnesWeighNothing() {
        for (int i = 0; i < 135; i++) {
            float[] values = new float[135];
            Arrays.fill(values, -1e30f);
            values[(i + 1) % 135] = Float.NEGATIVE_INFINITY;
            values[i] = 1e30f;

            assertThat(inPlace(values, 1f)).isEqualTo(1e30f);
            assertThat(values[i]).isEqualTo(1f);
            assertThat(values[(i + 1) % 135]).isBetween(0f, 1e-34f);
            assertThat(values[(i + 2) % 135]).isBetween(0f, 1e-34f);
        }
    }

    @Test
    void whatIsNoNumberShowsInTheResult() {
        assertThat(inPlace(new float[] {1, Float.NaN, 2}, 1f)).isNaN();
        assertThat(inPlace(new float[] {1, Float.POSITIVE_INFINITY, 2}, 1f)).isNaN();
        assertThat(inPlace(new float[] {Float.NaN, 1}, 1f)).isNaN();
    }

    private static double inPlace(float[] values, float scale) {
        float[] ones = new float[values.length];
        Arrays.fill(ones, 1f);
        return new Softmax(values.length).inPlace(values, ones, values.length, scale);
    }
}
