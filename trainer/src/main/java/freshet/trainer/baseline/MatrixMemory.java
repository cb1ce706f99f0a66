package freshet.trainer.baseline;

import com.sun.management.OperatingSystemMXBean;
import freshet.trainer.TrainingException;
import freshet.trainer.linear.PositiveDefiniteMatrix;
import java.lang.management.ManagementFactory;

/**
 * Memory outside of Java's heap for one square matrix of all items.
 *
 * @param bytes that there are
 */
record MatrixMemory(long bytes) {
    private static final int MEBIBYTE_BITS = 20;

    /** The machine's memory, or the container's, less what Java's heap may take. */
    static MatrixMemory ofMachine() {
        long all =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new MatrixMemory(all - Runtime.getRuntime().maxMemory());
    }

    /**
     * Refuses a vocabulary that is too large, before anything is allocated.
     *
     * @throws TrainingException if the matrix has more bytes or rows than there may be
     */
    void require(String model, int items) {
        if (items > PositiveDefiniteMatrix.LARGEST) {
            throw tooMany(model, items, "a matrix has at most " + PositiveDefiniteMatrix.LARGEST + " rows");
        }
        long needed = PositiveDefiniteMatrix.bytes(items);
        if (needed > bytes) {
            throw tooMany(
                    model,
                    items,
                    "its matrix needs " + mebibytes(needed) + " MiB, and beside Java's heap there are "
                            + mebibytes(bytes));
        }
    }

    private static TrainingException tooMany(String model, int items, String why) {
        return new TrainingException("model " + model + " cannot learn " + items + " items: " + why
                + "; keep fewer items by --min-support, or train another model");
    }

    private static long mebibytes(long bytes) {
        return bytes >> MEBIBYTE_BITS;
    }
}
