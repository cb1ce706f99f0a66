package freshet.trainer.linear;

import freshet.trainer.linear.ProductSpeeds.Shape;
import java.util.Optional;

/** Which kernel is asked for. */
public enum KernelSetting {
    /** The faster one, as measured at the start; OpenBLAS where there is too little to compute. */
    AUTO,
    /** OpenBLAS. */
    OPENBLAS,
    /** Freshet's own, by Java's Vector API. */
    VECTOR;

    private static final int MEASURED = 4096; // candidates; more are as fast

    /** Less is done before a measurement is: some seconds. */
    private static final double WORTH_MEASURING = 2e11; // floating-point operations

    /**
     * Decides for a training.
     *
     * @param shape of its steps
     * @param steps at most
     * @throws IllegalStateException if this JVM cannot compute with what is asked for
     */
    public MeasuredKernel choose(Shape shape, double steps) {
        if (this == VECTOR && !ProductKernel.VECTOR.present()) {
            throw new IllegalStateException("kernel=vector needs the module jdk.incubator.vector; start this JVM with"
                    + " --add-modules jdk.incubator.vector, or set kernel to auto or openblas");
        }
        Optional<ProductSpeeds> speeds = shape.flops() * steps < WORTH_MEASURING
                ? Optional.empty()
                : Optional.of(ProductSpeeds.of(shape.atMost(MEASURED)));
        ProductKernel kernel =
                switch (this) {
                    case OPENBLAS -> ProductKernel.OPENBLAS;
                    case VECTOR -> ProductKernel.VECTOR;
                    case AUTO -> speeds.map(ProductSpeeds::faster).orElse(ProductKernel.OPENBLAS);
                };
        return new MeasuredKernel(kernel, speeds);
    }
}
