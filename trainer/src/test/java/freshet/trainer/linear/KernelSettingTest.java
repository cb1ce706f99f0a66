package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.linear.ProductSpeeds.Shape;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelSettingTest {
    private static final Shape SMALL = new Shape(4, 10, 70);
    private static final double MANY_STEPS = 1e9;

    @Test
    void autoTakesTheVectorKernelWhereItIsMuchFaster() {
        assertThat(ofSpeeds(40, 200).faster()).isEqualTo(ProductKernel.VECTOR);
        assertThat(ofSpeeds(100, 149).faster()).isEqualTo(ProductKernel.OPENBLAS);
        assertThat(new ProductSpeeds(Map.of(ProductKernel.OPENBLAS, 40.0)).faster())
                .isEqualTo(ProductKernel.OPENBLAS);
    }

    @Test
    void kernelUnderAThirdOfTheVectorKernelsSpeedIsWarnedOf() {
        assertThat(new MeasuredKernel(ProductKernel.OPENBLAS, Optional.of(ofSpeeds(66, 200))).warning())
                .hasValue("matrix products by openblas run at 66.0 GFLOP/s, under a third of the 200.0 that the"
                        + " vector kernel has on this processor; set kernel to auto or vector");
        assertThat(new MeasuredKernel(ProductKernel.OPENBLAS, Optional.of(ofSpeeds(67, 200))).warning())
                .isEmpty();
        assertThat(new MeasuredKernel(ProductKernel.VECTOR, Optional.of(ofSpeeds(66, 200))).warning())
                .isEmpty();
    }

    @Test
    void descriptionTellsAllMeasuredSpeeds() {
        assertThat(new MeasuredKernel(ProductKernel.VECTOR, Optional.of(ofSpeeds(40.04, 200))).description())
                .isEqualTo("vector, 200.0 GFLOP/s (openblas 40.0)");
    }

    @ParameterizedTest
    @EnumSource(KernelSetting.class)
    void littleToComputeIsNotMeasured(KernelSetting setting) {
        MeasuredKernel kernel = setting.choose(SMALL, 10);

        assertThat(kernel.speeds()).isEmpty();
        assertThat(kernel.description()).endsWith(", not measured: there is little to compute");
        assertThat(kernel.kernel())
                .isEqualTo(setting == KernelSetting.VECTOR ? ProductKernel.VECTOR : ProductKernel.OPENBLAS);
    }

    @Test
    void measurementKnowsEveryKernelAndIsMadeOnce() {
        MeasuredKernel kernel = KernelSetting.OPENBLAS.choose(SMALL, MANY_STEPS);

        assertThat(kernel.kernel()).isEqualTo(ProductKernel.OPENBLAS);
        assertThat(kernel.speeds().orElseThrow().gigaflops())
                .containsOnlyKeys(ProductKernel.values())
                .allSatisfy((name, speed) -> assertThat(speed).isPositive());
        assertThat(KernelSetting.VECTOR.choose(SMALL, MANY_STEPS).speeds()).isEqualTo(kernel.speeds());
    }

    private static ProductSpeeds ofSpeeds(double openBlas, double vector) {
        return new ProductSpeeds(Map.of(ProductKernel.OPENBLAS, openBlas, ProductKernel.VECTOR, vector));
    }
}
