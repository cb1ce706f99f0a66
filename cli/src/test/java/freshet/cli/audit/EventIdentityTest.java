package freshet.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.EventCoordinates;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import freshet.schema.event.RejectedEvents;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EventIdentityTest {
    private static final Instant TIME = Instant.parse("2026-03-01T09:00:00Z");

    private final EventDecoder decoder = EventFormat.AVRO.decoder(EventLimits.DEFAULT, Clock.systemUTC());
    private final EventIdentity identity = new EventIdentity(decoder);

    @Test
    void sessionAndTimeTellEventsApart() {
        Set<Integer> seen = new HashSet<>();
        for (int session = 0; session < 100; session++) {
            for (int second = 0; second < 10; second++) {
                seen.add(of(event("s-" + session, TIME.plusSeconds(second))));
            }
        }

        assertThat(seen).hasSize(1_000);
        assertThat(of(event("s-1", TIME))).isEqualTo(of(event("s-1", TIME)));
    }

    @Test
    void theRejectionOfAReadableEventIsKnownByIt() {
        byte[] value = event("s-1", TIME);

        assertThat(identity.of(rejection(value))).isEqualTo(of(value));
        assertThat(identity.of(rejection(event("s-2", TIME)))).isNotEqualTo(of(value));
    }

    @Test
    void theRejectionOfGarbageIsKnownByItsBytesAndSize() {
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        byte[] large = new byte[100_000];

        assertThat(identity.of(rejection(garbage))).isEqualTo(of(garbage));
        assertThat(identity.of(rejection(large))).isEqualTo(of(large));
        assertThat(identity.of(rejection(Arrays.copyOf(large, 100_001)))).isNotEqualTo(of(large));
        assertThat(identity.of(rejection(new byte[0]))).isEqualTo(of(new byte[0]));
    }

    private int of(byte[] value) {
        return identity.of(decoder.decode(value), value);
    }

    private static RejectedEvent rejection(byte[] value) {
        return RejectedEvents.of(RejectionReason.MALFORMED, "why", new EventCoordinates("events", 0, 0L), value);
    }

    private static byte[] event(String session, Instant time) {
        return EventFormat.AVRO.encode(SessionEvent.newBuilder()
                .setSessionId(session)
                .setItemId("a")
                .setEventTime(time)
                .build());
    }
}
