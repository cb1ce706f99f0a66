package freshet.job.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Measures what the calling thread allocates. That comes down while the compiler works: the first
 * calls allocate more.
 */
public final class Allocation {
    /** Found once, as looking it up allocates. */
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * On the CPU, not on the clock: where many processes share it, the compiler has as little of it
     * as what is measured.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Allocation() {}

    /** Says how many bytes it allocated. */
    @FunctionalInterface
    public interface Measured {
        long run() throws Exception;
    }

    /** Bytes that this thread has allocated so far. */
    public static long bytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /**
     * Repeats what is measured until it allocates no more than these bytes, and holds that it
     * allocates exactly those.
     */
    public static void assertComesDownTo(long bytes, Measured measured) throws Exception {
        long end = THREADS.getCurrentThreadCpuTime() + PATIENCE.toNanos();
        long allocated;
        do {
            allocated = measured.run();
        } while (allocated > bytes && THREADS.getCurrentThreadCpuTime() < end);
        assertThat(allocated).as("bytes allocated").isEqualTo(bytes);
    }
}
