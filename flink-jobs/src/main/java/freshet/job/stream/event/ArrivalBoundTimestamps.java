package freshet.job.stream.event;

import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Incoming;
import freshet.model.session.Arrival;
import java.time.Clock;
import org.apache.flink.api.common.eventtime.TimestampAssigner;

/**
 * How far an event carries event time: to its own time, but never past its arrival.
 *
 * <p>An event may be a day ahead of the clock. Were the watermark to follow it, every session of
 * everybody else would be over at once. So an event counts with the least of its time, the time that
 * Kafka noted for its record, and the clock. A time of the record that cannot be right does not
 * count, see {@link RecordTimes}. An old log that is replayed keeps its own times, as both the others
 * are later. A rejected event carries event time nowhere.
 */
final class ArrivalBoundTimestamps implements TimestampAssigner<Incoming> {
    private final Clock clock;

    ArrivalBoundTimestamps(Clock clock) {
        this.clock = clock;
    }

    /** @param unchecked the record's timestamp as Kafka has it; the event says what is believed of it */
    @Override
    public long extractTimestamp(Incoming element, long unchecked) {
        if (element instanceof AcceptedEvent accepted) {
            long arrival = Arrival.of(accepted.recordMillis(), clock.millis());
            return Math.min(accepted.event().timeMillis(), arrival);
        }
        return NO_TIMESTAMP;
    }
}
