package freshet.job.metrics;

import freshet.model.answer.AnswerStages;
import java.util.function.LongSupplier;

/**
 * Divides the time of a batch among its stages: the time since the last mark belongs to the stage
 * that ends. Looks at the clock a few times per batch. For one thread.
 */
public final class StageClock implements AnswerStages {
    private final LongSupplier nanos;
    private final AnswerCounts counts;
    private long last;

    /**
     * @param nanos a clock as {@link System#nanoTime}
     * @param counts is told the nanoseconds of each stage
     */
    public StageClock(LongSupplier nanos, AnswerCounts counts) {
        this.nanos = nanos;
        this.counts = counts;
    }

    /** A batch begins. */
    public void start() {
        last = nanos.getAsLong();
    }

    /** A stage ends. */
    public void end(Stage stage) {
        long now = nanos.getAsLong();
        counts.spent(stage, now - last);
        last = now;
    }

    /** When the last stage ended. */
    public long lastEnd() {
        return last;
    }

    @Override
    public void folded() {
        end(Stage.FOLD);
    }

    @Override
    public void ranked() {
        end(Stage.SCORE);
    }

    /**
     * What the task's thread does for a batch; the reading of events from Kafka is counted by the
     * source.
     */
    public enum Stage {
        /** Sessions are read from the state and written back, serializers included. */
        STATE,
        /** What is new in the sessions is folded into their vectors. */
        FOLD,
        /** All items are scored and ranked. */
        SCORE,
        /**
         * Recommendations are made and handed on: encoded and given to the Kafka producer, where
         * the sink is chained.
         */
        EMIT
    }
}
