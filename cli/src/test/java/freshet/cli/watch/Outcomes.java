package freshet.cli.watch;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.RejectedEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of the output topics, for tests. */
final class Outcomes {
    static final Instant TIME = Instant.parse("2026-03-01T09:00:00.123Z");

    private static final OutcomeReader READER = new OutcomeReader("recommendations");

    private Outcomes() {}

    static Outcome.Answered answer(String session, RecommendationSource source, RecommendedItem... items) {
        Recommendation answer = Recommendation.newBuilder()
                .setSessionId(session)
                .setEvent(new EventCoordinates("events", 3, 17L))
                .setEventTime(TIME.minusMillis(23))
                .setModelVersion(2)
                .setSource(source)
                .setPosition(4)
                .setItems(List.of(items))
                .setEmittedAt(TIME.minusMillis(7))
                .build();
        byte[] value = new SingleObjectCodec<>(Recommendation.class).encode(answer);
        return (Outcome.Answered) READER.read(record("recommendations", Optional.empty(), value));
    }

    /** As the job writes it, with a key or none. */
    static Outcome.Rejected rejection(RejectionReason reason, String detail, Optional<String> key, byte[] raw) {
        RejectedEvent rejection = RejectedEvents.of(reason, detail, new EventCoordinates("events", 3, 17L), raw);
        byte[] value = new SingleObjectCodec<>(RejectedEvent.class).encode(rejection);
        return (Outcome.Rejected) READER.read(record("rejected-events", key, value));
    }

    static Outcome garbage() {
        return READER.read(record("rejected-events", Optional.empty(), new byte[] {1, 2}));
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, Optional<String> key, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                1,
                99,
                TIME.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null),
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
