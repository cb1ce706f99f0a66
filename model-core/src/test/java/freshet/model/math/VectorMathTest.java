package freshet.model.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorMathTest {
    private static final int LANES = VectorMatrix.LANES;

    @Test
    void expIsWithinItsRelativeError() {
        assertThat(worst(VectorMath::exp, Math::exp, -87f, 88f, 0.00037f, true)).isLessThan(3e-7);
    }

    @Test
    void expOfNegatedIsWithinTheSameError() {
        assertThat(worst(VectorMath::expOfNegated, y -> Math.exp(-y), 0f, 87f, 0.00013f, true))
                .isLessThan(3e-7);
        assertThat(at(VectorMath::expOfNegated, Float.POSITIVE_INFINITY)).isBetween(1e-38f, 2e-38f);
    }

    @Test
    void sigmoidAndTanhAreWithinTheirAbsoluteErrors() {
        assertThat(worst(inPlace(VectorMath::sigmoid), x -> 1 / (1 + Math.exp(-x)), -30f, 30f, 0.00013f, false))
                .isLessThan(2e-7);
        assertThat(worst(inPlace(VectorMath::tanh), Math::tanh, -30f, 30f, 0.00013f, false))
                .isLessThan(4e-7);
    }

    @Test
    void extremesStayFinite() {
        assertThat(at(VectorMath::exp, -1e30f)).isBetween(1e-38f, 2e-38f);
        assertThat(at(VectorMath::exp, Float.NEGATIVE_INFINITY)).isBetween(1e-38f, 2e-38f);
        assertThat(at(VectorMath::exp, 0f)).isEqualTo(1f);
        assertThat(at(VectorMath::exp, Float.MAX_VALUE)).isFinite().isGreaterThan(1e38f);
        assertThat(at(VectorMath::exp, Float.NaN)).isNaN();
        assertThat(at(inPlace(VectorMath::tanh), 1e30f)).isEqualTo(1f);
        assertThat(at(inPlace(VectorMath::tanh), -1e30f)).isEqualTo(-1f);
        assertThat(at(inPlace(VectorMath::sigmoid), -1e30f)).isBetween(0f, 1e-37f);
    }

    /** The largest error over a grid. */
    private static double worst(
            UnaryOperator<FloatVector> function,
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
            function.apply(FloatVector.fromArray(VectorMatrix.SPECIES, x, 0)).intoArray(y, 0);
            for (int lane = 0; lane < LANES; lane++) {
                double expected = exact.applyAsDouble(x[lane]);
                double error = Math.abs(y[lane] - expected);
                worst = Math.max(worst, relative ? error / expected : error);
            }
        }
        return worst;
    }

    private static UnaryOperator<FloatVector> inPlace(ObjIntConsumer<float[]> function) {
        return x -> {
            float[] values = x.toArray();
            function.accept(values, LANES);
            return FloatVector.fromArray(VectorMatrix.SPECIES, values, 0);
        };
    }

    private static float at(UnaryOperator<FloatVector> function, float x) {
        return function.apply(FloatVector.broadcast(VectorMatrix.SPECIES, x)).lane(0);
    }
}
