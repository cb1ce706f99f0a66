package freshet.lab.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest answered event of each session, as long as another one may follow: of the sessions that were active last, not by event
 * time, which answers of two tasks reach in different order. For one thread.
 */
final class OpenSessions {
    private final Map<String, AnsweredEvent> latest;

    /** @param capacity most sessions; the one that was silent for longest makes room */
    OpenSessions(int capacity) {
        latest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, AnsweredEvent> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Puts the event in the place of its session's latest one and gives that. */
    Optional<AnsweredEvent> replace(AnsweredEvent next) {
        return Optional.ofNullable(latest.put(next.event().getSessionId(), next));
    }
}
