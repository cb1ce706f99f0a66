package freshet.trainer.linear;

import java.util.Locale;
import java.util.Optional;

/**
 * What a training computes its products with.
 *
 * @param kernel that was chosen
 * @param speeds of it and of the others; empty if there was too little to compute
 */
public record MeasuredKernel(ProductKernel kernel, Optional<ProductSpeeds> speeds) {
    private static final double SLOW = 1.0 / 3; // of the vector kernel's speed

    /** Kernel and speeds, in words for a line. */
    public String description() {
        return kernel + speeds.map(this::speeds).orElse(", not measured: there is little to compute");
    }

    private String speeds(ProductSpeeds measured) {
        StringBuilder words = new StringBuilder();
        words.append(String.format(
                Locale.ROOT, ", %.1f GFLOP/s", measured.gigaflops().get(kernel)));
        measured.gigaflops().forEach((other, speed) -> {
            if (other != kernel) {
                words.append(String.format(Locale.ROOT, " (%s %.1f)", other, speed));
            }
        });
        return words.toString();
    }

    /** That the kernel is slow on this processor, and the remedy; empty if it is not. */
    public Optional<String> warning() {
        return speeds.map(ProductSpeeds::gigaflops)
                .filter(measured -> measured.containsKey(ProductKernel.VECTOR))
                .filter(measured -> measured.get(kernel) < SLOW * measured.get(ProductKernel.VECTOR))
                .map(measured -> String.format(
                        Locale.ROOT,
                        "matrix products by %s run at %.1f GFLOP/s, under a third of the %.1f that the vector kernel"
                                + " has on this processor; set kernel to auto or vector",
                        kernel,
                        measured.get(kernel),
                        measured.get(ProductKernel.VECTOR)));
    }
}
