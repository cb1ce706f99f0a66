package freshet.model.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjIntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.junit.jupiter.api.Test;

class VectorMathTest {
    private static final int LANES = VectorMatrix.LANES;
    private static final ObjIntConsumer<float[]> EXP = (values, length) -> VectorMath.exp(values, 0, length);
    private static final ObjIntConsumer<float[]> BELOW_ZERO =
            (values, length) -> VectorMath.expBelow(values, 0, length, 0f);

    @Test
    void expIsWithinItsRelativeError() {
        assertThat(worst(EXP, Math::exp, -87f, 88f, 0.00037f, true)).isLessThan(3e-7);
    }

    @Test
    void expBelowIsWithinTheSameError() {
        assertThat(worst(BELOW_ZERO, Math::exp, -87f, 0f, 0.00013f, true)).isLessThan(3e-7);
        assertThat(at(BELOW_ZERO, Float.NEGATIVE_INFINITY)).isBetween(1e-38f, 2e-38f);
        assertThat(at(BELOW_ZERO, 1f)).isEqualTo(1f);
    }

    @Test
    void theSumBelowIsThatOfTheSingleValuesToTheBit() {
        float[] values = new float[5 * LANES];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 37 % 101 / 3f - 30;
        }
        values[LANES] = Float.NEGATIVE_INFINITY;
        values[LANES + 1] = Float.NaN;
        float[] single = values.clone();
        VectorMath.expBelow(single, LANES, 3 * LANES, 2f);
        float[] lanes = new float[LANES];
        for (int i = LANES; i < 4 * LANES; i++) {
            lanes[i % LANES] += single[i];
        }
        float sum = FloatVector.fromArray(VectorMatrix.SPECIES, lanes, 0).reduceLanes(VectorOperators.ADD);

        float[] untouched = values.clone();
        assertThat(VectorMath.sumOfExpBelow(values, LANES, 3 * LANES, 2f)).isEqualTo(sum);
        assertThat(values).isEqualTo(untouched);
    }

    @Test
    void sigmoidAndTanhAreWithinTheirAbsoluteErrors() {
        assertThat(worst(VectorMath::sigmoid, x -> 1 / (1 + Math.exp(-x)), -30f, 30f, 0.00013f, false))
                .isLessThan(2e-7);
        assertThat(worst(VectorMath::tanh, Math::tanh, -30f, 30f, 0.00013f, false))
                .isLessThan(4e-7);
    }

    @Test
    void extremesStayFinite() {
        assertThat(at(EXP, -1e30f)).isBetween(1e-38f, 2e-38f);
        assertThat(at(EXP, Float.NEGATIVE_INFINITY)).isBetween(1e-38f, 2e-38f);
        assertThat(at(EXP, 0f)).isEqualTo(1f);
        assertThat(at(EXP, Float.MAX_VALUE)).isFinite().isGreaterThan(1e38f);
        assertThat(at(EXP, Float.NaN)).isNaN();
        assertThat(at(VectorMath::tanh, 1e30f)).isEqualTo(1f);
        assertThat(at(VectorMath::tanh, -1e30f)).isEqualTo(-1f);
        assertThat(at(VectorMath::sigmoid, -1e30f)).isBetween(0f, 1e-37f);
    }

    /** The largest error over a grid. */
    private static double worst(
            ObjIntConsumer<float[]> function,
            DoubleUnaryOperator exact,
            float from,
            float to,
            float step,
            boolean relative) {
        float[] x = new float[LANES];
        float[] y = new float[LANES];
        double worst = 0;
        for (float first = from; first + LANES * step < to; first += LANES * step) {
            for (int lane = 0; lane < LANES; lane++) {
                x[lane] = first + lane * step;
            }
            System.arraycopy(x, 0, y, 0, LANES);
            function.accept(y, LANES);
            for (int lane = 0; lane < LANES; lane++) {
                double expected = exact.applyAsDouble(x[lane]);
                double error = Math.abs(y[lane] - expected);
                worst = Math.max(worst, relative ? error / expected : error);
            }
        }
        return worst;
    }

    private static float at(ObjIntConsumer<float[]> function, float x) {
        float[] values = new float[LANES];
        Arrays.fill(values, x);
        function.accept(values, LANES);
        return values[0];
    }
}
