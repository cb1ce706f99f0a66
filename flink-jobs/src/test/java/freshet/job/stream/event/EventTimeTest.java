package freshet.job.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Incoming;
import freshet.job.stream.Rejection;
import freshet.job.testing.Events;
import freshet.schema.EventCoordinates;
import freshet.schema.RejectionReason;
import freshet.schema.event.RejectedEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

/**
 * The clock shows {@link #NOW}; events are counted in seconds from {@link Events#START}, years
 * before.
 */
class EventTimeTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final long UNKNOWN = -1;

    private final Events events = new Events();
    private final ManualClock activity = new ManualClock();
    private final TimestampAssigner<Incoming> timestamps;
    private final WatermarkGenerator<Incoming> watermarks;
    private final Emitted emitted = new Emitted();

    EventTimeTest() {
        JobSettings settings = JobSettings.of(List.of("events.out-of-orderness=10 s", "events.idle-timeout=30 s"));
        WatermarkStrategy<Incoming> strategy = EventTime.strategy(settings.events(), Clock.fixed(NOW, ZoneOffset.UTC));
        timestamps = strategy.createTimestampAssigner(new Context());
        watermarks = strategy.createWatermarkGenerator(new Context());
    }

    private void arrive(AcceptedEvent event, long recordMillis) {
        arrive(new AcceptedEvent(
                event.sessionId(), event.event(), event.coordinates(), recordMillis, event.key(), event.raw()));
    }

    private void arrive(Incoming element) {
        watermarks.onEvent(element, timestamps.extractTimestamp(element, 1), emitted);
        watermarks.onPeriodicEmit(emitted);
    }

    private long at(long millis) {
        return millis - 10_000 - 1; // by the bound on disorder
    }

    @Test
    void aLogReplayedYearsLaterKeepsItsOwnTime() {
        arrive(events.view("s", "i", 100), NOW.toEpochMilli());
        arrive(events.view("s", "i", 90), NOW.toEpochMilli());
        assertThat(emitted.last).isEqualTo(at(Events.START + 100_000));
    }

    @Test
    void anEventADayAheadCarriesTimeOnlyToItsArrival() {
        long dayAhead = (NOW.toEpochMilli() - Events.START) / 1000 + 86_400;
        arrive(events.view("s", "i", dayAhead), NOW.toEpochMilli() - 5_000);
        assertThat(emitted.last).isEqualTo(at(NOW.toEpochMilli() - 5_000));
        arrive(events.view("s", "i", dayAhead), UNKNOWN);
        assertThat(emitted.last).isEqualTo(at(NOW.toEpochMilli()));
    }

    @Test
    void anEventAheadInARecordAheadCarriesTimeOnlyToTheClock() {
        long dayAhead = (NOW.toEpochMilli() - Events.START) / 1000 + 86_400;
        arrive(events.view("s", "i", dayAhead), NOW.toEpochMilli() + 86_400_000);
        assertThat(emitted.last).isEqualTo(at(NOW.toEpochMilli()));
    }

    @Test
    void aRejectedEventCarriesNoTimeAndKeepsNoPartitionActive() {
        activity.advanceTime(Duration.ofSeconds(1));
        arrive(events.view("s", "i", 100), NOW.toEpochMilli());
        Rejection rejection = new Rejection(
                new byte[0],
                RejectedEvents.of(
                        RejectionReason.MALFORMED, "no event", new EventCoordinates("events", 0, 9L), new byte[0]));
        arrive(rejection);
        activity.advanceTime(Duration.ofSeconds(20));
        arrive(rejection);
        assertThat(emitted.last).isEqualTo(at(Events.START + 100_000));
        assertThat(emitted.idle).isFalse();
        activity.advanceTime(Duration.ofSeconds(11));
        arrive(rejection);
        assertThat(emitted.idle).isTrue();
    }

    private static final class Emitted implements WatermarkOutput {
        private long last = Long.MIN_VALUE;
        private boolean idle;

        @Override
        public void emitWatermark(Watermark watermark) {
            last = watermark.getTimestamp();
        }

        @Override
        public void markIdle() {
            idle = true;
        }

        @Override
        public void markActive() {
            idle = false;
        }
    }

    private final class Context implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return activity;
        }
    }
}
