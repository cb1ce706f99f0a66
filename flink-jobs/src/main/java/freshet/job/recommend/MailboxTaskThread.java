package freshet.job.recommend;

import freshet.job.model.TaskThread;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * The task's thread as Flink gives work to it: mails, and timers that come as mails. No thread of
 * its own waits for the time.
 */
final class MailboxTaskThread implements TaskThread {
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService time;

    MailboxTaskThread(MailboxExecutor mailbox, ProcessingTimeService time) {
        this.mailbox = mailbox;
        this.time = time;
    }

    @Override
    public void execute(Runnable work) {
        mailbox.execute(work::run, "take up a model");
    }

    @Override
    public Runnable after(Duration delay, Runnable work) {
        ScheduledFuture<?> timer =
                time.registerTimer(time.getCurrentProcessingTime() + delay.toMillis(), now -> work.run());
        return () -> timer.cancel(false);
    }
}
