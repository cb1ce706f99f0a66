package freshet.job.operator;

import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Answers a batch as soon as no further event waits. A task's thread takes turns: all its mail, then one step of its input. So a mail that posts
 * itself again runs once per step; where no event came between two runs, the input had none. At a low rate an event waits for nobody; while a
 * batch is answered, those that arrive gather for the next one.
 */
final class DrainedInputTrigger implements FlushTrigger {
    private final MailboxExecutor mailbox;
    private final ThrowingRunnable<Exception> flush;
    private long arrived; // events, ever
    private long seen; // of them, at the last look
    private boolean waiting;
    private boolean looking; // a look is posted

    DrainedInputTrigger(MailboxExecutor mailbox, ThrowingRunnable<Exception> flush) {
        this.mailbox = mailbox;
        this.flush = flush;
    }

    @Override
    public void waits(int inBatch) {
        arrived++;
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
        if (seen == arrived) {
            flush.run();
        } else {
            seen = arrived;
            post();
        }
    }

    private void post() {
        looking = true;
        mailbox.execute(this::look, "look whether an event waits");
    }
}
