package freshet.gateway.event;

import java.util.concurrent.TimeUnit;

/** Counts what is under way, and waits for its end. Threads may share it. */
final class InFlight {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private int running;
    private boolean draining;

    /** One more begins; false if none may any more. */
    synchronized boolean enter() {
        if (!draining) {
            running++;
        }
        return !draining;
    }

    /** One has ended. */
    synchronized void leave() {
        running--;
        notifyAll();
    }

    /** How many are under way. */
    synchronized int size() {
        return running;
    }

    /** Lets none begin any more and waits for the others, for 5 seconds at most. */
    synchronized void drain() {
        draining = true;
        long end = System.nanoTime() + PATIENCE_NANOS;
        long left = PATIENCE_NANOS;
        while (running > 0 && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            left = end - System.nanoTime();
        }
    }
}
