package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.schema.Recommendation;
import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Views that wait for their answers, so that one event is on its way at a time. For topics of one
 * partition; for one thread.
 */
final class Visits implements AutoCloseable {
    private final TopicNames topics;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<Long, Long> versions = new HashMap<>(); // of answers, by offsets of events
    private final SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);

    Visits(KafkaConnection connection, TopicNames topics) {
        this.topics = topics;
        this.producer = connection.producer();
        this.consumer = connection.consumer();
        List<TopicPartition> answers = List.of(new TopicPartition(topics.recommendations(), 0));
        consumer.assign(answers);
        consumer.seekToBeginning(answers);
    }

    /** Views an item and gives the version of the model that has answered. */
    long answered(String session, String item) throws Exception {
        SessionEvent event = SessionEvent.newBuilder()
                .setSessionId(session)
                .setItemId(item)
                .setEventTime(Instant.now())
                .build();
        long offset = producer.send(new ProducerRecord<>(
                        topics.events(), session.getBytes(StandardCharsets.UTF_8), EventFormat.AVRO.encode(event)))
                .get()
                .offset();
        eventually().pollInterval(Duration.ofMillis(1)).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                Recommendation answer = codec.decode(record.value());
                versions.put(answer.getEvent().getOffset(), answer.getModelVersion());
            });
            return versions.containsKey(offset);
        });
        return versions.get(offset);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
