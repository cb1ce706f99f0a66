package freshet.cli.topic;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the job's clock was where it answered an event that was ahead of it: the answer says. For
 * one thread.
 */
final class JobClocks {
    private static final byte[] NOTHING = {};

    private final String events;
    private final Set<Place> wanted;
    private final SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);
    private final Map<Place, Long> clocks = new HashMap<>();

    /**
     * @param events topic of the events
     * @param wanted where the events are that may have been ahead
     */
    JobClocks(String events, Set<Place> wanted) {
        this.events = events;
        this.wanted = wanted;
    }

    /** Takes an answer; what cannot be read is none, and the audit counts it. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            take(codec.decode(record.value() == null ? NOTHING : record.value()));
        } catch (MalformedRecordException e) {
            return;
        }
    }

    private void take(Recommendation answer) {
        EventCoordinates event = answer.getEvent();
        Place place = new Place(event.getPartition(), event.getOffset());
        if (event.getTopic().equals(events)
                && wanted.contains(place)
                && answer.getEventTime().isAfter(answer.getEmittedAt())) {
            clocks.putIfAbsent(place, answer.getEmittedAt().toEpochMilli());
        }
    }

    /** The clock at the answer to an event that was ahead of it; empty for all others. */
    Optional<Long> at(Place place) {
        return Optional.ofNullable(clocks.get(place));
    }
}
