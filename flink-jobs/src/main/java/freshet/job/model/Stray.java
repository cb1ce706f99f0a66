package freshet.job.model;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A load that nobody waits for any more and that the store has not let go yet.
 *
 * @param end when the next load of its bundle begins beside it, on the clock of {@link System#nanoTime}
 */
record Stray(Thread thread, long end) {
    /** Of one bundle. The load after them begins only when the first of them has ended. */
    static final int MOST = 2;

    /** @param limit of the load; it gets this time once more to end */
    static Stray from(Thread thread, Duration limit) {
        return new Stray(thread, System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit));
    }

    /** Waits until another load may begin beside all of a bundle that are left. */
    static void letEnd(List<Stray> ofBundle) throws InterruptedException {
        if (ofBundle.size() >= MOST) {
            ofBundle.get(0).thread.join();
        }
        for (Stray stray : ofBundle) {
            TimeUnit.NANOSECONDS.timedJoin(stray.thread, stray.end - System.nanoTime());
        }
    }
}
