package freshet.schema.event;

import freshet.schema.SessionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Events and a clock that does not move, for tests. */
final class SampleEvents {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private SampleEvents() {}

    /** An event with nothing wrong, to be changed. */
    static SessionEvent.Builder valid() {
        return SessionEvent.newBuilder().setSessionId("s-1").setItemId("i-1").setEventTime(NOW);
    }
}
