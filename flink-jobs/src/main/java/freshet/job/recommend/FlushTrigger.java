package freshet.job.recommend;

import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;

/** Decides when a batch that is not full is answered all the same. For the task's thread alone. */
interface FlushTrigger {

    /**
     * An event joined the batch, which is not full.
     *
     * @param waiting events in the batch with it, at least 1
     */
    void waits(int waiting);

    /** The batch was answered, for any reason. */
    void answered();

    /** Answers a batch when its first event has waited for a given time, so that others may join it. */
    static final class LingerTrigger implements FlushTrigger {
        private final ProcessingTimeService time;
        private final long lingerMillis;
        private final ProcessingTimeCallback flush;
        private Optional<ScheduledFuture<?>> timer = Optional.empty();

        /** @param lingerMillis at least 1 */
        LingerTrigger(ProcessingTimeService time, long lingerMillis, ProcessingTimeCallback flush) {
            this.time = time;
            this.lingerMillis = lingerMillis;
            this.flush = flush;
        }

        @Override
        public void waits(int waiting) {
            if (waiting == 1) {
                timer = Optional.of(time.registerTimer(time.getCurrentProcessingTime() + lingerMillis, flush));
            }
        }

        @Override
        public void answered() {
            timer.ifPresent(set -> set.cancel(false));
            timer = Optional.empty();
        }
    }
}
