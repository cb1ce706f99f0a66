package freshet.job.recommend;

import freshet.job.state.KeyedSessionStates;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Fires the timers that a watermark has passed, some at a time, so that events are answered and
 * barriers go on in between; then the watermark itself goes on. Flink's own way to interrupt timers
 * needs unaligned checkpoints, and lets no event pass.
 *
 * <p>A task's thread takes turns: all its mail, then one step of its input. So each step of this
 * lets one event pass where events wait; then it fires some few timers, which take less time than
 * the event. For the task's thread alone.
 */
final class SessionEnds {
    /**
     * What a step may take.
     *
     * @param timers at most, at least 1
     * @param nanos after which no other timer begins: sessions may have to come from a disk
     */
    record Step(int timers, long nanos) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** In memory half a millisecond. */
        static final Step DEFAULT = new Step(64, TimeUnit.MILLISECONDS.toNanos(2));
    }

    private static final int TIMERS_PER_EVENT = 4; // more than sessions that an event opens

    private final InternalTimeServiceManager<?> timers;
    private final KeyedSessionStates sessions;
    private final MailboxExecutor mailbox;
    private final Consumer<Watermark> forward;
    private final Step bound;
    private Watermark newest = Watermark.UNINITIALIZED; // that arrived
    private long passed; // event time up to which timers fire
    private boolean firing; // some may be left
    private boolean posted; // the next step
    private boolean eventCame; // since the last step
    private int left; // timers that this step may fire
    private long begun; // this step, on the clock of System.nanoTime()

    /**
     * @param sessions are told when their timers have fired
     * @param forward takes each watermark whose timers have fired
     * @param bound of each step
     */
    SessionEnds(
            InternalTimeServiceManager<?> timers,
            KeyedSessionStates sessions,
            MailboxExecutor mailbox,
            Consumer<Watermark> forward,
            Step bound) {
        this.timers = timers;
        this.sessions = sessions;
        this.mailbox = mailbox;
        this.forward = forward;
        this.bound = bound;
    }

    /**
     * A watermark has arrived.
     *
     * @param passed event time that the sessions have seen pass, at least the watermark's
     */
    void passed(Watermark mark, long passed) throws Exception {
        newest = mark;
        this.passed = passed;
        firing = true;
        sessions.passed(passed);
        if (!posted) {
            step();
        }
    }

    /** An event has come, and others may wait behind it. */
    void eventCame() {
        eventCame = firing;
    }

    /** Fires all that are left: nothing waits any more. */
    void finish() throws Exception {
        if (firing) {
            timers.advanceWatermark(new Watermark(passed));
            over();
        }
    }

    private void step() throws Exception {
        left = eventCame ? Math.min(TIMERS_PER_EVENT, bound.timers) : bound.timers;
        begun = System.nanoTime();
        eventCame = false;
        if (timers.tryAdvanceWatermark(new Watermark(passed), this::isEnough)) {
            over();
        } else {
            posted = true;
            mailbox.execute(this::goOn, "drop sessions that have ended");
        }
    }

    private boolean isEnough() {
        left--;
        return left <= 0 || System.nanoTime() - begun >= bound.nanos;
    }

    private void goOn() throws Exception {
        posted = false;
        if (firing) {
            step();
        }
    }

    private void over() {
        firing = false;
        sessions.allDropped();
        forward.accept(newest);
    }
}
