package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.data.LoggedEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveSessionsTest {
    private static final Clock STANDING = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    private final LiveSessions live = new LiveSessions("session", 10, 50, STANDING, 1);

    @Test
    void timesGrowWithinASessionEvenIfTheClockStands() {
        Map<String, Long> last = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            LoggedEvent event = live.next();
            long time = event.event().timeMillis();
            assertThat(time).isGreaterThan(last.getOrDefault(event.sessionId(), 0L));
            last.put(event.sessionId(), time);
        }
    }

    @Test
    void anotherSessionTakesThePlaceOfOneThatEnds() {
        Set<String> opened = new HashSet<>();
        for (int place = 0; place < 10; place++) {
            opened.add(live.of(place).sessionId());
        }
        assertThat(opened).hasSize(10);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(live.next().sessionId());
        }
        // A session goes on with probability 0.7: one in 1 / 0.3 events is a session's last.
        assertThat(new HashSet<>(seen)).hasSizeBetween(2_800, 3_200);
    }
}
