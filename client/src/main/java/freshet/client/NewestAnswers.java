package freshet.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest answer of each session, of the sessions that were answered most recently. Threads may
 * share it.
 */
final class NewestAnswers {
    private final int limit;
    private final Map<String, Answer.Recommended> bySession = new LinkedHashMap<>(); // least recently answered first

    /** @param limit most sessions that are remembered */
    NewestAnswers(int limit) {
        this.limit = limit;
    }

    /** Takes an answer; one that a failure has the job give again replaces no newer one. */
    synchronized void add(Answer.Recommended answer) {
        Answer.Recommended known = bySession.remove(answer.sessionId());
        bySession.put(answer.sessionId(), known != null && isLater(known, answer) ? known : answer);
        if (bySession.size() > limit) {
            bySession.remove(bySession.keySet().iterator().next());
        }
    }

    synchronized Optional<Answer.Recommended> of(String sessionId) {
        return Optional.ofNullable(bySession.get(sessionId));
    }

    /** Forgets all: their coordinates are of a topic that is gone. */
    synchronized void clear() {
        bySession.clear();
    }

    private static boolean isLater(Answer.Recommended known, Answer.Recommended answer) {
        Coordinates before = known.event();
        Coordinates now = answer.event();
        return before.topic().equals(now.topic())
                && before.partition() == now.partition()
                && before.offset() > now.offset();
    }
}
