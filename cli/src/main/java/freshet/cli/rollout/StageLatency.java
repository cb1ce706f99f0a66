package freshet.cli.rollout;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long the answers took that visitors got in a stage, by model: from the timestamp of the
 * event's record to the job's clock when it made the answer. Those of the shadow do not count: the
 * job makes them after the others. For one thread.
 */
final class StageLatency {
    private static final long LONGEST_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final int DIGITS = 3;
    private static final double PERCENTILE = 95;

    private final long challenger;
    private final Histogram champions = new Histogram(LONGEST_MILLIS, DIGITS);
    private final Histogram challengers = new Histogram(LONGEST_MILLIS, DIGITS);

    /** @param challenger its version */
    StageLatency(long challenger) {
        this.challenger = challenger;
    }

    /** An answer that its visitor got. */
    void seen(ArmAnswer answer, long writtenMillis) {
        Histogram histogram = answer.version() == challenger ? challengers : champions;
        histogram.recordValue(Math.max(0, Math.min(answer.emittedMillis() - writtenMillis, LONGEST_MILLIS)));
    }

    void clear() {
        champions.reset();
        challengers.reset();
    }

    /** Answers of the champion. */
    long championAnswers() {
        return champions.getTotalCount();
    }

    /** Answers of the challenger. */
    long challengerAnswers() {
        return challengers.getTotalCount();
    }

    /** Their 95th percentile, milliseconds; 0 without any. */
    long championMillis() {
        return champions.getValueAtPercentile(PERCENTILE);
    }

    /** Their 95th percentile, milliseconds; 0 without any. */
    long challengerMillis() {
        return challengers.getValueAtPercentile(PERCENTILE);
    }
}
