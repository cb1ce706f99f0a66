package freshet.job.recommend;

import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Answers a batch as soon as no further event waits. A task's thread takes turns: all its mail, then one step of its input. A mail that posts itself
 * again runs once per turn, and sees whether an event came in the step between. One step may have taken a notice, a watermark or a barrier instead, as
 * inputs that both have something take turns; two steps in a row that bring no event say that none waits. While the input is empty there is no step,
 * and the looks follow each other at once: at a low rate an event waits for nobody, and while a batch is answered, those that arrive gather
 * for the next one.
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
