package freshet.job.settings;

import java.time.Duration;

/**
 * How long Kafka has to keep a transaction that is written but not committed. The
 * barrier of checkpoint n-1 opens one at the sink. It is written until the barrier of checkpoint n,
 * and is committed once a checkpoint from n on is complete.
 * Flink's {@code CheckpointCoordinator} begins
 * checkpoint n after the interval or, where n-1 took longer, a pause after its end; begins another
 * one at the next interval or, where one failed later than that, at once; and fails the job with
 * the checkpoint after the tolerated failures. So, with interval i (at least the pause), pause p,
 * timeout t and f tolerated failures, the longest life is
 *
 * <pre>{@code
 *   max(i, t + p) + f * max(i, t) + t
 * }</pre>
 *
 * and a quarter of the transaction's time is left for a restart between the checkpoint's completion
 * and the commit. What Flink does not count as a failure (savepoints, checkpoints while a task is
 * not running) is not in it.
 *
 * @param interval time between two checkpoints
 * @param pause least time between the end of one and the next
 * @param timeout a checkpoint that takes longer has failed
 * @param toleratedFailures checkpoints that may fail one after the other
 */
record TransactionLife(Duration interval, Duration pause, Duration timeout, int toleratedFailures) {
    /** By default a checkpoint may take this part of the transaction's time. */
    private static final int TIMEOUTS = 10;

    private static final int QUARTERS = 4;
    private static final int MOST_FAILURES = 100;

    /** Takes the interval that Flink keeps, which is never under the pause. */
    TransactionLife {
        interval = longer(interval, pause);
    }

    /** The longest that a transaction is open, without a restart. */
    Duration longest() {
        Duration first = longer(interval, timeout.plus(pause));
        return first.plus(longer(interval, timeout).multipliedBy(toleratedFailures))
                .plus(timeout);
    }

    /**
     * Whether a transaction of that time outlives every checkpoint that it may have to wait for,
     * and a restart.
     */
    boolean fits(Duration transaction) {
        return longest().compareTo(room(transaction)) <= 0;
    }

    /** The shortest transaction that does. */
    Duration needed() {
        return longest().multipliedBy(QUARTERS).dividedBy(QUARTERS - 1).plusMillis(1);
    }

    /**
     * What a checkpoint may take where nobody has said it: a tenth of the transaction's time; where
     * the interval is longer, as much as the interval, or what that leaves.
     *
     * @param transaction over which the broker aborts a transaction
     * @param interval time between two checkpoints
     */
    static Duration timeoutFor(Duration transaction, Duration interval) {
        Duration left = room(transaction).minus(interval);
        return longer(transaction.dividedBy(TIMEOUTS), left.compareTo(interval) < 0 ? left : interval);
    }

    /** The same with as many tolerated failures as fit, at most 100. */
    TransactionLife withFailuresFor(Duration transaction) {
        TransactionLife without = new TransactionLife(interval, pause, timeout, 0);
        long left = room(transaction).minus(without.longest()).toMillis();
        long each = longer(interval, timeout).toMillis();
        int failures = left < 0 ? 0 : (int) Math.min(MOST_FAILURES, left / each);
        return new TransactionLife(interval, pause, timeout, failures);
    }

    private static Duration room(Duration transaction) {
        return transaction.multipliedBy(QUARTERS - 1).dividedBy(QUARTERS);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
