package freshet.model.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloatMathTest {

    @Test
    void expIsWithinItsRelativeError() {
        for (float x = -87.3f; x < 88.3f; x += 0.00037f) {
            double exact = Math.exp(x);
            assertThat(Math.abs(FloatMath.exp(x) - exact) / exact)
                    .as("exp(%s)", x)
                    .isLessThan(3e-7);
        }
    }

    @Test
    void sigmoidAndTanhAreWithinTheirAbsoluteErrors() {
        for (float x = -30; x < 30; x += 0.00013f) {
            assertThat(Math.abs(FloatMath.sigmoid(x) - 1 / (1 + Math.exp(-x)))).isLessThan(2e-7);
            assertThat(Math.abs(FloatMath.tanh(x) - Math.tanh(x))).isLessThan(4e-7);
        }
    }

    @Test
    void extremesStayFinite() {
        assertThat(FloatMath.exp(-1e30f)).isZero();
        assertThat(FloatMath.exp(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(FloatMath.exp(0f)).isEqualTo(1f);
        assertThat(FloatMath.exp(Float.MAX_VALUE)).isFinite().isGreaterThan(1e38f);
        assertThat(FloatMath.exp(Float.NaN)).isNaN();
        assertThat(FloatMath.tanh(1e30f)).isEqualTo(1f);
        assertThat(FloatMath.tanh(-1e30f)).isEqualTo(-1f);
        assertThat(FloatMath.sigmoid(-1e30f)).isBetween(0f, 1e-37f);
    }
}
