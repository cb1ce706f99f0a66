package freshet.trainer.parallel;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A growing number that one thread raises and one other waits for: first busily, as the parts of a training step last microseconds, then asleep.
 * What was written before it is raised is seen by who waited.
 */
final class Signal {
    private static final int SPINS = 2_000; // tens of microseconds

    private volatile long value;
    private volatile @Nullable Thread sleeper;

    /** @param now greater than any value before */
    void raise(long now) {
        value = now;
        LockSupport.unpark(sleeper);
    }

    /** Returns once the value is {@code least} or greater. */
    void await(long least) {
        for (int i = 0; i < SPINS; i++) {
            if (value >= least) {
                return;
            }
            Thread.onSpinWait();
        }
        sleeper = Thread.currentThread();
        while (value < least) {
            LockSupport.park(this);
        }
        sleeper = null;
    }
}
