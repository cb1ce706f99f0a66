package freshet.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.ListedMetrics;
import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.SwapListener.SwapTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelMetricsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final ListedMetrics metrics = new ListedMetrics();
    private final HandClock clock = new HandClock();
    private final ModelMetrics model = new ModelMetrics(metrics.group(), clock);

    @Test
    void theModelAgesFromItsMakingAndFromItsSwap() {
        assertThat(value("modelVersion")).isEqualTo(0L);
        assertThat(value("modelAgeSeconds")).isEqualTo(0L);
        model.swapped(madeAt(NOON.minusSeconds(3600)), new SwapTimes(2_500_000_000L, 40_000));
        clock.now = NOON.plusSeconds(60);
        assertThat(value("modelVersion")).isEqualTo(7L);
        assertThat(value("modelAgeSeconds")).isEqualTo(3660L);
        assertThat(value("secondsSinceSwap")).isEqualTo(60L);
        assertThat(value("modelLoadMillis")).isEqualTo(2500L);
        assertThat(value("swapMicros")).isEqualTo(40L);
        assertThat(metrics.count("swaps", Map.of())).isEqualTo(1);
    }

    @Test
    void refusedBundlesAreCountedByReason() {
        model.refused(RefusalReason.INVALID);
        model.refused(RefusalReason.INVALID);
        assertThat(metrics.count("refusedBundles", Map.of("reason", "invalid"))).isEqualTo(2);
        assertThat(metrics.count("refusedBundles", Map.of("reason", "timeout"))).isZero();
    }

    @Test
    void theVersionThatFailsIsShownWithItsTime() {
        model.failing(0);
        assertThat(value("failingModelVersion")).isEqualTo(0L);
        assertThat(value("secondsModelFails")).isEqualTo(0L);
        model.failing(8);
        clock.now = NOON.plusSeconds(90);
        model.retrying();
        model.failing(8);
        assertThat(value("failingModelVersion")).isEqualTo(8L);
        assertThat(value("secondsModelFails")).isEqualTo(90L);
        assertThat(metrics.count("modelLoadRetries", Map.of())).isEqualTo(1);
        model.failing(0);
        assertThat(value("secondsModelFails")).isEqualTo(0L);
    }

    private Object value(String gauge) {
        return metrics.value(gauge, Map.of());
    }

    private static Announcement madeAt(Instant instant) {
        return new Announcement(
                "default",
                ModelAnnouncement.newBuilder()
                        .setVersion(7)
                        .setUri("file:/model")
                        .setSha256("0".repeat(64))
                        .setCreatedAt(instant)
                        .build());
    }

    /** Shows what it is set to. */
    private static final class HandClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
