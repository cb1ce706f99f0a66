package freshet.cli.watch;

import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.SessionEvent;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.codec.StrictUtf8;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of the output topics. Immutable. */
final class OutcomeReader {
    private static final byte[] NOTHING = {};

    private final String recommendations;
    private final SingleObjectCodec<Recommendation> answers = new SingleObjectCodec<>(Recommendation.class);
    private final SingleObjectCodec<RejectedEvent> rejections = new SingleObjectCodec<>(RejectedEvent.class);
    private final EventDecoder events = EventFormat.AUTO.decoder(EventLimits.DEFAULT, Clock.systemUTC());

    /** @param recommendations the topic of the recommendations; any other one has rejections */
    OutcomeReader(String recommendations) {
        this.recommendations = recommendations;
    }

    Outcome read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? NOTHING : record.value();
        try {
            return record.topic().equals(recommendations)
                    ? new Outcome.Answered(answers.decode(value), record.timestamp())
                    : rejected(rejections.decode(value), record);
        } catch (MalformedRecordException e) {
            String place = Excerpt.of(record.topic(), Excerpt.VALUE) + "-" + record.partition() + "@" + record.offset();
            return new Outcome.Unreadable(place, Excerpt.of(e.getMessage(), Excerpt.SENTENCE));
        }
    }

    private Outcome rejected(RejectedEvent rejection, ConsumerRecord<byte[], byte[]> record) {
        Optional<SessionEvent> event = events.decode(bytes(rejection.getRaw())) instanceof DecodedEvent.Accepted known
                ? Optional.of(known.event())
                : Optional.empty();
        Optional<String> key = record.key() == null ? Optional.empty() : text(record.key());
        return new Outcome.Rejected(rejection, key, event, record.timestamp());
    }

    /** A copy of what a buffer holds. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** The bytes as UTF-8; empty where they are none. */
    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StrictUtf8.decode(bytes));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
