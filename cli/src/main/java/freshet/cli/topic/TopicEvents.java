package freshet.cli.topic;

import freshet.model.data.EventLog;
import freshet.model.data.LogSummary;
import freshet.model.data.LogSummary.LogFault;
import freshet.model.data.LoggedEvent;
import freshet.model.session.Arrival;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.schema.SessionEvent;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes records of the events topic, and hands on those that the job took. For one thread. */
final class TopicEvents {
    private static final byte[] NOTHING = {};
    private static final long EARLIEST = EventLimits.DEFAULT.earliest().toEpochMilli();
    private static final long UNKNOWN = -1; // a timestamp that cannot be right

    private final EventDecoder decoder;
    private final EventKeys keys = new EventKeys();
    private final List<Read> read = new ArrayList<>();
    private final Set<Place> ahead = new HashSet<>();
    private final List<LogFault> faults = new ArrayList<>();
    private long malformed;

    private record Read(Place place, long recordMillis, LoggedEvent logged) {}

    /** @param decoder decodes as the job does */
    TopicEvents(EventDecoder decoder) {
        this.decoder = decoder;
    }

    /** Takes a record. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        Place place = new Place(record.partition(), record.offset());
        DecodedEvent decoded = decoder.decode(record.value() == null ? NOTHING : record.value());
        if (decoded instanceof DecodedEvent.Accepted accepted) {
            long recordMillis = record.timestamp() < EARLIEST ? UNKNOWN : record.timestamp();
            LoggedEvent logged = logged(accepted.event());
            read.add(new Read(place, recordMillis, logged));
            if (logged.event().timeMillis() > recordMillis) {
                ahead.add(place);
            }
        } else if (decoded instanceof DecodedEvent.Refused refused) {
            malformed++;
            if (faults.size() < EventLog.MAX_FAULTS) {
                faults.add(new LogFault(record.offset(), "partition " + record.partition() + ": " + refused.detail()));
            }
        }
    }

    /**
     * Where the events are that are later than their records: the job's clock may have been, too.
     */
    Set<Place> ahead() {
        return ahead;
    }

    /** Hands on what was not rejected, in the order in which it was read. */
    LogSummary handOn(Rejections rejections, JobClocks clocks, Consumer<LoggedEvent> taken) {
        Map<String, Long> types = new HashMap<>();
        long events = 0;
        for (Read each : read) {
            if (!rejections.has(each.place())) {
                LoggedEvent logged =
                        clocks.at(each.place()).map(now -> bounded(each, now)).orElse(each.logged());
                events++;
                types.merge(logged.event().type(), 1L, Long::sum);
                taken.accept(logged);
            }
        }
        return new LogSummary(
                "record", events, read.size() + malformed, malformed, List.copyOf(faults), Map.copyOf(types));
    }

    private LoggedEvent logged(SessionEvent event) {
        String eventId = event.getEventId().orElse("");
        return new LoggedEvent(
                event.getSessionId(),
                new ItemEvent(
                        event.getItemId(),
                        event.getEventTime().toEpochMilli(),
                        event.getEventType(),
                        keys.key(eventId)),
                eventId);
    }

    private static LoggedEvent bounded(Read read, long nowMillis) {
        ItemEvent event = read.logged().event();
        long bounded = Arrival.bounded(event.timeMillis(), read.recordMillis(), nowMillis);
        return new LoggedEvent(
                read.logged().sessionId(),
                new ItemEvent(event.itemId(), bounded, event.type(), event.eventKey(), event.timeMillis() - bounded),
                read.logged().eventId());
    }
}
