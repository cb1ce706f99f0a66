package freshet.lab.gateway;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes answers as a job does, so that a test chooses when and where they come. */
final class WrittenAnswers {
    private static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);

    private final Producer<byte[], byte[]> producer;
    private final String events;
    private final String recommendations;

    WrittenAnswers(Producer<byte[], byte[]> producer, String events, String recommendations) {
        this.producer = producer;
        this.events = events;
        this.recommendations = recommendations;
    }

    /** The answer to the event at an offset of partition 0, at this time. */
    void write(int partition, String sessionId, long offset, Instant time, String... items) throws Exception {
        Recommendation answer = Recommendation.newBuilder()
                .setSessionId(sessionId)
                .setEvent(new EventCoordinates(events, 0, offset))
                .setEventTime(time)
                .setModelVersion(4)
                .setSource(RecommendationSource.MODEL)
                .setPosition(2)
                .setItems(List.of(items).stream()
                        .map(item -> new RecommendedItem(item, 0.25f))
                        .toList())
                .setEmittedAt(time)
                .build();
        producer.send(new ProducerRecord<>(
                        recommendations,
                        partition,
                        time.toEpochMilli(),
                        sessionId.getBytes(StandardCharsets.UTF_8),
                        CODEC.encode(answer)))
                .get(1, TimeUnit.MINUTES);
    }
}
