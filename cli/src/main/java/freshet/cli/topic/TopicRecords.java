package freshet.cli.topic;

import freshet.model.data.EventLog;
import freshet.model.data.LogSummary;
import freshet.model.data.LogSummary.LogFault;
import freshet.model.data.LoggedEvent;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.schema.SessionEvent;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes records of the events topic and counts what they hold. For one pass, on one thread. */
final class TopicRecords {
    private static final byte[] NOTHING = {};
    private static final long EARLIEST = EventLimits.DEFAULT.earliest().toEpochMilli();
    private static final long UNKNOWN = -1; // a timestamp that cannot be right

    private final EventDecoder decoder;
    private final EventKeys keys = new EventKeys();
    private final List<LogFault> faults = new ArrayList<>();
    private final Map<String, Long> types = new HashMap<>(); // of those handed on
    private long read;
    private long malformed;
    private long events; // handed on

    /** @param format how the events are encoded; they are decoded as the job does */
    TopicRecords(EventFormat format) {
        this.decoder = format.decoder(EventLimits.DEFAULT, Clock.systemUTC());
    }

    /** A record as an event; empty if it is malformed. */
    Optional<TopicEvent> event(ConsumerRecord<byte[], byte[]> record) {
        DecodedEvent decoded = decoder.decode(record.value() == null ? NOTHING : record.value());
        if (decoded instanceof DecodedEvent.Accepted accepted) {
            read++;
            long recordMillis = record.timestamp() < EARLIEST ? UNKNOWN : record.timestamp();
            return Optional.of(new TopicEvent(
                    new Place(record.partition(), record.offset()), recordMillis, logged(accepted.event())));
        }
        if (decoded instanceof DecodedEvent.Refused refused) {
            malformed++;
            if (faults.size() < EventLog.MAX_FAULTS) {
                faults.add(new LogFault(record.offset(), "partition " + record.partition() + ": " + refused.detail()));
            }
        }
        return Optional.empty();
    }

    /** Hands an event on unless it was rejected, at the time that the job gave it. */
    void handOn(TopicEvent event, Rejections rejections, JobClocks clocks, Consumer<LoggedEvent> taken) {
        if (!rejections.has(event.place())) {
            LoggedEvent logged = clocks.at(event.place()).map(event::bounded).orElse(event.logged());
            events++;
            types.merge(logged.event().type(), 1L, Long::sum);
            taken.accept(logged);
        }
    }

    /** What was read and handed on. */
    LogSummary summary() {
        return new LogSummary("record", events, read + malformed, malformed, List.copyOf(faults), Map.copyOf(types));
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
}
