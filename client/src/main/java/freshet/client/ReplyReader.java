package freshet.client;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.SessionEvent;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the job's two kinds of reply from their bytes. Threads may share it. */
final class ReplyReader {
    private final SingleObjectCodec<Recommendation> recommendations = new SingleObjectCodec<>(Recommendation.class);
    private final SingleObjectCodec<RejectedEvent> rejections = new SingleObjectCodec<>(RejectedEvent.class);
    private final SingleObjectCodec<SessionEvent> events = new SingleObjectCodec<>(SessionEvent.class);

    /** @throws MalformedRecordException if the bytes are no recommendation */
    Answer.Recommended recommendation(byte[] value) {
        Recommendation read = recommendations.decode(value);
        return new Answer.Recommended(
                read.getSessionId(),
                coordinates(read.getEvent()),
                read.getEventTime(),
                read.getItems().stream()
                        .map(item -> new Item(item.getItemId(), item.getProbability()))
                        .toList(),
                read.getSource(),
                read.getModelVersion(),
                read.getPosition(),
                read.getEmittedAt());
    }

    /**
     * The rejection of an event that a client like this one sent; empty for that of any other
     * record.
     *
     * @throws MalformedRecordException if the bytes are no rejection
     */
    Optional<Reply> rejection(byte[] value) {
        RejectedEvent read = rejections.decode(value);
        return event(read.getRaw()).map(event -> {
            Coordinates place = coordinates(read.getEvent());
            return new Reply(
                    place,
                    event.getSessionId(),
                    event.getEventTime(),
                    new Answer.Rejected(read.getReason(), read.getDetail(), place));
        });
    }

    private Optional<SessionEvent> event(ByteBuffer raw) {
        byte[] bytes = new byte[raw.remaining()];
        raw.duplicate().get(bytes);
        try {
            return Optional.of(events.decode(bytes));
        } catch (MalformedRecordException e) {
            return Optional.empty(); // JSON, or no event at all: not sent from here
        }
    }

    private static Coordinates coordinates(EventCoordinates event) {
        return new Coordinates(event.getTopic(), event.getPartition(), event.getOffset());
    }
}
