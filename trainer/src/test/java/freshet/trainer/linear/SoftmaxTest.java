package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SoftmaxTest {

    @Test
    void oddsOfOneToThree() {
        float[] values = {99, 0, (float) Math.log(3), 99};

        double logSum = Softmax.inPlace(values, 1, 3, 1f);

        assertThat(logSum).isCloseTo(Math.log(4), within(1e-5));
        assertThat(values[1]).isCloseTo(0.25f, within(1e-5f));
        assertThat(values[2]).isCloseTo(0.75f, within(1e-5f));
        assertThat(values[0]).isEqualTo(99);
        assertThat(values[3]).isEqualTo(99);
    }

    @Test
    void exponentialsKeepTheirErrorBound() {
        float[] pair = new float[2];
        for (double x = -80; x <= 0; x += 1e-3) {
            pair[0] = 0;
            pair[1] = (float) x;
            Softmax.inPlace(pair, 0, 2, 1f);
            double ratio = pair[1] / (double) pair[0];
            double bound = x > -20 ? 2e-5 : 5e-5;
            assertThat(Math.abs(ratio / Math.exp((float) x) - 1)).as("at %s", x).isLessThan(bound);
        }
    }

    @Test
    void agreesWithDoublePrecisionOnRandomLogits() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[1003];
        double[] exact = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() * 20 - 3);
            exact[i] = Math.exp(values[i]);
            sum += exact[i];
        }

        double logSum = Softmax.inPlace(values, 0, values.length, 0.5f);

        assertThat(logSum).isCloseTo(Math.log(sum), within(2e-5));
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i]).isCloseTo(0.5 * exact[i] / sum, within(3e-5 * exact[i] / sum));
        }
    }

    @Test
    void hugeLogitsDoNotOverflowAndMaskedOnesWeighNothing() {
        float[] values = {1e30f, Float.NEGATIVE_INFINITY, -1e30f};

        double logSum = Softmax.inPlace(values, 0, 3, 1f);

        assertThat(logSum).isEqualTo(1e30f);
        assertThat(values[0]).isEqualTo(1f);
        assertThat(values[1]).isBetween(0f, 1e-34f);
        assertThat(values[2]).isBetween(0f, 1e-34f);
    }

    @Test
    void whatIsNoNumberShowsInTheResult() {
        assertThat(Softmax.inPlace(new float[] {1, Float.NaN, 2}, 0, 3, 1f)).isNaN();
        assertThat(Softmax.inPlace(new float[] {1, Float.POSITIVE_INFINITY, 2}, 0, 3, 1f))
                .isNaN();
        assertThat(Softmax.inPlace(new float[] {Float.NaN, 1}, 0, 2, 1f)).isNaN();
    }
}
