package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LateClockTest {
    @Test
    void itIsLateUntilItIsSetRight() {
        Instant noon = Instant.parse("2026-06-01T12:00:00Z");
        LateClock clock = new LateClock(Clock.fixed(noon, ZoneOffset.UTC), Duration.ofHours(2));
        assertThat(clock.instant()).isEqualTo("2026-06-01T10:00:00Z");
        clock.setRight();
        assertThat(clock.instant()).isEqualTo(noon);
    }
}
