package freshet.gateway.event;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the time of those events of a call that say none. Two of a session that are alike never get
 * the same millisecond: the job would take the second one for a repetition. Each gets at least the
 * time of the one before it.
 */
final class ArrivalTimes {
    private final InstantSource clock;
    private final Map<String, Newest> sessions = new HashMap<>();

    private static final class Newest {
        private Instant time = Instant.MIN;
        private final Set<List<String>> events = new HashSet<>(); // at that time: item and type

        void moveTo(Instant later) {
            time = later;
            events.clear();
        }
    }

    ArrivalTimes(InstantSource clock) {
        this.clock = clock;
    }

    /** The time of the next event of a session, to the millisecond. */
    Instant next(String sessionId, String itemId, String eventType) {
        Newest newest = sessions.computeIfAbsent(sessionId, id -> new Newest());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isAfter(newest.time)) {
            newest.moveTo(now);
        }
        List<String> event = List.of(itemId, eventType);
        if (newest.events.contains(event)) {
            newest.moveTo(newest.time.plusMillis(1));
        }
        newest.events.add(event);
        return newest.time;
    }
}
