package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void sigmoidsKeepTheirErrorBound() {
        float[] value = new float[1];
        for (double x = -40; x <= 40; x += 1e-3) {
            value[0] = (float) x;
            Vectors.sigmoids(value, 1);
            assertThat((double) value[0]).as("at %s", x).isCloseTo(1 / (1 + Math.exp(-(float) x)), within(5e-7));
        }
    }

    @Test
    void hyperbolicTangentsKeepTheirErrorBound() {
        float[] value = new float[1];
        for (double x = -20; x <= 20; x += 1e-3) {
            value[0] = (float) x;
            Vectors.hyperbolicTangents(value, 1);
            assertThat((double) value[0]).as("at %s", x).isCloseTo(Math.tanh((float) x), within(1e-6));
        }
    }

    @Test
    void endsAreReachedAndWhatIsNoNumberStaysNone() {
        float[] values = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, 3};

        Vectors.sigmoids(values, 3);

        assertThat(values[0]).isBetween(0f, 2e-7f);
        assertThat(values[1]).isBetween(1 - 2e-7f, 1f);
        assertThat(values[2]).isNaN();
        assertThat(values[3]).isEqualTo(3);
    }
}
