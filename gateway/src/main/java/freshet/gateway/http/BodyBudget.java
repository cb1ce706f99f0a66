package freshet.gateway.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies may be in memory at a time. Threads may share it. */
final class BodyBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(long most) {
        this.most = most;
    }

    /** Takes some, or none and says so. */
    boolean take(long bytes) {
        long before;
        do {
            before = taken.get();
            if (before + bytes > most) {
                return false;
            }
        } while (!taken.compareAndSet(before, before + bytes));
        return true;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
