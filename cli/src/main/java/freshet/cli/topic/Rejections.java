package freshet.cli.topic;

import freshet.cli.CommandException;
import freshet.schema.EventCoordinates;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which events of a topic the job has rejected, as it has noted. For one thread. */
final class Rejections {
    private static final byte[] NOTHING = {};

    private final String events;
    private final SingleObjectCodec<RejectedEvent> codec = new SingleObjectCodec<>(RejectedEvent.class);
    private final Map<Place, RejectionReason> rejected = new HashMap<>();
    private final Map<RejectionReason, Long> leftOut = new EnumMap<>(RejectionReason.class);

    /** @param events topic of the events; those of other topics are passed over */
    Rejections(String events) {
        this.events = events;
    }

    /** @throws CommandException if the record is no rejection: what it rejects would be learned */
    void take(ConsumerRecord<byte[], byte[]> record) {
        RejectedEvent rejection;
        try {
            rejection = codec.decode(record.value() == null ? NOTHING : record.value());
        } catch (MalformedRecordException e) {
            throw new CommandException(
                    "topic " + record.topic() + ", partition " + record.partition() + ", offset " + record.offset()
                            + " holds no rejected event: " + e.getMessage() + "; check --rejected-topic",
                    e);
        }
        EventCoordinates event = rejection.getEvent();
        if (event.getTopic().equals(events)) {
            rejected.putIfAbsent(new Place(event.getPartition(), event.getOffset()), rejection.getReason());
        }
    }

    /** Whether the event at a place was rejected; those asked for are counted. */
    boolean has(Place place) {
        RejectionReason reason = rejected.get(place);
        if (reason == null) {
            return false;
        }
        leftOut.merge(reason, 1L, Long::sum);
        return true;
    }

    /** How many readable events were left out, by reason, on one line; empty where none was. */
    Optional<String> words() {
        return leftOut.isEmpty()
                ? Optional.empty()
                : Optional.of("left out as the job rejected them: "
                        + leftOut.entrySet().stream()
                                .map(reason -> String.format(Locale.ROOT, "%,d %s", reason.getValue(), reason.getKey()))
                                .collect(Collectors.joining(", ")));
    }
}
