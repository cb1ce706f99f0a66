package freshet.lab.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says whether a job is too far behind its traffic: when more events are unanswered than were sent
 * in the last {@value #LOOKS} looks, which are a second apart. For one thread.
 */
final class Backlog {
    private static final int LOOKS = 10;

    /** Fewer events are soon answered, and none is waited for. */
    private static final long FEW = 5_000;

    private final Deque<Long> sent = new ArrayDeque<>();
    private long most = FEW;
    private boolean tooLong;

    /**
     * Looks again.
     *
     * @param written events sent so far
     * @param open those without an answer
     * @return whether the job is too far behind: from too many on, until half of them are left
     */
    boolean isTooLong(long written, long open) {
        if (tooLong) {
            tooLong = open > most / 2;
            sent.clear(); // what was sent before a pause says nothing of the traffic behind it
            return tooLong;
        }
        sent.addLast(written);
        if (sent.size() > LOOKS) {
            most = Math.max(FEW, written - sent.removeFirst());
            tooLong = open > most;
        }
        return tooLong;
    }
}
