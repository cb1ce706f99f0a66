package freshet.job.operator;

import freshet.model.answer.AnswerStages;
import java.util.function.LongSupplier;

/**
 * Divides the time of a batch among its stages: whatever has gone by since the last mark belongs to the stage that ends. Looks at the
 * clock a few times per batch. For one thread.
 */
final class StageClock implements AnswerStages {
    private final LongSupplier nanos;
    private final AnswerCounts counts;
    private long last;

    /**
     * @param nanos a clock as {@link System#nanoTime}
     * @param counts is told the nanoseconds of each stage
     */
    StageClock(LongSupplier nanos, AnswerCounts counts) {
        this.nanos = nanos;
        this.counts = counts;
    }

    /** A batch begins. */
    void start() {
        last = nanos.getAsLong();
    }

    /** A stage ends. */
    void end(Stage stage) {
        long now = nanos.getAsLong();
        counts.spent(stage, now - last);
        last = now;
    }

    /** When the last stage ended. */
    long lastEnd() {
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
}
