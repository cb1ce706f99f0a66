package freshet.gateway.live;

import freshet.model.session.SessionRules;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the sessions that are open by event time, in bounded memory. For one thread. */
final class OpenSessions {
    private final SessionRules rules;
    private final int capacity;
    private final Map<String, Long> newest = new LinkedHashMap<>(16, 0.75f, true); // event time by session
    private long now = Long.MIN_VALUE;

    /** @param capacity most sessions; the one that was silent for longest makes room */
    OpenSessions(SessionRules rules, int capacity) {
        this.rules = rules;
        this.capacity = capacity;
    }

    /** An event of a session was read. */
    void event(String sessionId, long timeMillis) {
        now = Math.max(now, timeMillis);
        newest.merge(sessionId, timeMillis, Math::max);
        Iterator<Map.Entry<String, Long>> silent = newest.entrySet().iterator();
        while (silent.hasNext()) {
            boolean open = rules.sameSession(silent.next().getValue(), now);
            if (open && newest.size() <= capacity) {
                return;
            }
            silent.remove();
        }
    }

    /** How many are open, at most the capacity. */
    int count() {
        return newest.size();
    }

    void clear() {
        newest.clear();
        now = Long.MIN_VALUE;
    }
}
