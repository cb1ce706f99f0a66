package freshet.cli.rollout;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long the answers of a stage took, by model: from the timestamp of the event's record to the
 * job's clock when it made the answer. For one thread.
 */
final class StageLatency {
    private static final long LONGEST_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final int DIGITS = 3;
    private static final double PERCENTILE = 95;

    private final long challenger;
    private final Histogram champions = new Histogram(LONGEST_MILLIS, DIGITS);
    private final Histogram seen = new Histogram(LONGEST_MILLIS, DIGITS);
    private final Histogram shadow = new Histogram(LONGEST_MILLIS, DIGITS);

    /** @param challenger its version */
    StageLatency(long challenger) {
        this.challenger = challenger;
    }

    /** An answer that its visitor got. */
    void seen(ArmAnswer answer, long writtenMillis) {
        record(answer.version() == challenger ? seen : champions, answer, writtenMillis);
    }

    /** An answer of the challenger that nobody saw. */
    void shadow(ArmAnswer answer, long writtenMillis) {
        record(shadow, answer, writtenMillis);
    }

    void clear() {
        champions.reset();
        seen.reset();
        shadow.reset();
    }

    /** Answers of the champion. */
    long championAnswers() {
        return champions.getTotalCount();
    }

    /** Answers of the challenger: those that visitors got, where there are any. */
    long challengerAnswers() {
        return challengers().getTotalCount();
    }

    /** Their 95th percentile, milliseconds; 0 without any. */
    long championMillis() {
        return champions.getValueAtPercentile(PERCENTILE);
    }

    /** Their 95th percentile, milliseconds; 0 without any. */
    long challengerMillis() {
        return challengers().getValueAtPercentile(PERCENTILE);
    }

    private Histogram challengers() {
        return seen.getTotalCount() > 0 ? seen : shadow;
    }

    private static void record(Histogram histogram, ArmAnswer answer, long writtenMillis) {
        histogram.recordValue(Math.max(0, Math.min(answer.emittedMillis() - writtenMillis, LONGEST_MILLIS)));
    }
}
