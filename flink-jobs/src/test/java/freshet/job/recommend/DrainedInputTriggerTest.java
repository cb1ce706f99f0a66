package freshet.job.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.recommend.FlushTrigger.DrainedInputTrigger;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/**
 * A turn of the task's thread is all mail that lies there, then one step of the input: here by
 * hand.
 */
class DrainedInputTriggerTest {
    private final Queue<ThrowingRunnable<? extends Exception>> mail = new ArrayDeque<>();
    private final DrainedInputTrigger trigger = new DrainedInputTrigger(new HandRunMailbox(), this::flush);
    private int waiting;
    private int flushes;

    @Test
    void aLoneEventIsAnsweredAsSoonAsTheInputHadNoOther() throws Exception {
        event();
        turn(); // right after the event: another may wait
        turn(); // after a step that brought none, but perhaps something else
        assertThat(flushes).isZero();
        turn();
        assertThat(flushes).isEqualTo(1);
        assertThat(mail).isEmpty();
    }

    @Test
    void eventsThatTakeTurnsWithNoticesGather() throws Exception {
        for (int step = 0; step < 10; step++) {
            event();
            turn();
            turn(); // a notice came in the step between
        }
        assertThat(flushes).isZero();
    }

    @Test
    void eventsThatComeInEveryStepGather() throws Exception {
        for (int step = 0; step < 10; step++) {
            event();
            turn();
        }
        assertThat(flushes).isZero();
        turn();
        turn();
        assertThat(flushes).isEqualTo(1);
    }

    @Test
    void aFullBatchThatWasAnsweredDoesNotCutTheNextOneShort() throws Exception {
        event();
        turn();
        flush(); // full
        event(); // the first of the next batch
        turn();
        turn();
        assertThat(flushes).isEqualTo(1);
        turn();
        assertThat(flushes).isEqualTo(2);
    }

    @Test
    void nothingIsLookedForWhereNothingWaits() throws Exception {
        event();
        turn();
        flush();
        turn();
        assertThat(mail).isEmpty();
        assertThat(flushes).isEqualTo(1);
        event();
        turn();
        turn();
        turn();
        assertThat(flushes).isEqualTo(2);
    }

    private void event() {
        trigger.waits(++waiting);
    }

    private void flush() {
        flushes++;
        waiting = 0;
        trigger.answered();
    }

    private void turn() throws Exception {
        for (int letters = mail.size(); letters > 0; letters--) {
            mail.remove().run();
        }
    }

    private final class HandRunMailbox implements MailboxExecutor {
        @Override
        public void execute(
                MailOptions options,
                ThrowingRunnable<? extends Exception> command,
                String description,
                Object... arguments) {
            mail.add(command);
        }

        @Override
        public void yield() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean tryYield() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean shouldInterrupt() {
            return false;
        }
    }
}
