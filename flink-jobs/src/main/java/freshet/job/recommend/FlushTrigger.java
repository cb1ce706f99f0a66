package freshet.job.recommend;

import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.util.function.ThrowingRunnable;

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

    /**
     * Answers a batch when its first event has waited for a given time, so that others may join it.
     */
    final class LingerTrigger implements FlushTrigger {
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

    /**
     * Answers a batch as soon as no further event waits. A task's thread takes turns: all its mail,
     * then one step of its input. A mail that posts itself again runs once per turn, and sees
     * whether an event came in the step between. One step may have taken a notice, a watermark or a
     * barrier instead, as inputs that both have something take turns; two steps in a row that bring
     * no event say that none waits. While the input is empty there is no step, and the looks follow
     * each other at once: at a low rate an event waits for nobody, and while a batch is answered,
     * those that arrive gather for the next one.
     */
    final class DrainedInputTrigger implements FlushTrigger {
        private static final int IDLE_LOOKS = 2;

        private final MailboxExecutor mailbox;
        private final ThrowingRunnable<Exception> flush;
        private final ThrowingRunnable<Exception> look = this::look; // one for all
        private boolean arrived; // an event, since the last look
        private int idleLooks; // in a row, that found no new event
        private boolean waiting;
        private boolean looking; // a look is posted

        DrainedInputTrigger(MailboxExecutor mailbox, ThrowingRunnable<Exception> flush) {
            this.mailbox = mailbox;
            this.flush = flush;
        }

        @Override
        public void waits(int inBatch) {
            arrived = true;
            waiting = true;
            if (!looking) {
                post();
            }
        }

        @Override
        public void answered() {
            waiting = false;
        }

        private void look() throws Exception {
            looking = false;
            if (!waiting) {
                return;
            }
            idleLooks = arrived ? 0 : idleLooks + 1;
            arrived = false;
            if (idleLooks == IDLE_LOOKS) {
                flush.run();
            } else {
                post();
            }
        }

        private void post() {
            looking = true;
            mailbox.execute(look, "look whether an event waits");
        }
    }
}
