package freshet.job.stream.event;

import freshet.job.settings.JobSettings.EventsSettings;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Incoming;
import freshet.model.session.Arrival;
import java.time.Clock;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;

/**
 * How event time goes on: per partition, with bounded disorder, not held back by idle partitions.
 */
public final class EventTime {
    private EventTime() {}

    /** The strategy of the events source. */
    public static WatermarkStrategy<Incoming> strategy(EventsSettings settings, Clock clock) {
        return WatermarkStrategy.<Incoming>forGenerator(context -> new AcceptedEventsOnly(new WatermarksWithIdleness<>(
                        new BoundedOutOfOrdernessWatermarks<>(settings.outOfOrderness()),
                        settings.idleTimeout(),
                        context.getInputActivityClock())))
                .withTimestampAssigner(context -> new ArrivalBoundTimestamps(clock));
    }

    /**
     * Hides rejected events from a watermark generator: a partition of nothing else is idle and
     * must not stop the clock.
     */
    static final class AcceptedEventsOnly implements WatermarkGenerator<Incoming> {
        private final WatermarkGenerator<Incoming> watermarks;

        AcceptedEventsOnly(WatermarkGenerator<Incoming> watermarks) {
            this.watermarks = watermarks;
        }

        @Override
        public void onEvent(Incoming element, long timestamp, WatermarkOutput output) {
            if (element instanceof AcceptedEvent) {
                watermarks.onEvent(element, timestamp, output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            watermarks.onPeriodicEmit(output);
        }
    }

    /**
     * How far an event carries event time: to its own time, but never past its arrival.
     *
     * <p>An event may be a day ahead of the clock. Were the watermark to follow it, every session
     * of everybody else would be over at once. So an event counts with the least of its time, the
     * time that Kafka noted for its record, and the clock. A time of the record that cannot be
     * right does not count, see {@link RecordTimes}. An old log that is replayed keeps its own
     * times, as both the others are later. A rejected event carries event time nowhere.
     */
    static final class ArrivalBoundTimestamps implements TimestampAssigner<Incoming> {
        private final Clock clock;

        ArrivalBoundTimestamps(Clock clock) {
            this.clock = clock;
        }

        /**
         * @param unchecked the record's timestamp as Kafka has it; the event says what is believed
         *     of it
         */
        @Override
        public long extractTimestamp(Incoming element, long unchecked) {
            if (element instanceof AcceptedEvent accepted) {
                long arrival = Arrival.of(accepted.recordMillis(), clock.millis());
                return Math.min(accepted.event().timeMillis(), arrival);
            }
            return NO_TIMESTAMP;
        }
    }
}
