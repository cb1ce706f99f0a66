package freshet.job.stream.event;

import freshet.job.settings.EventsSettings;
import freshet.job.stream.Incoming;
import java.time.Clock;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;

/** How event time goes on: per partition, with bounded disorder, not held back by idle partitions. */
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
}
