package freshet.lab.cluster;

import static freshet.cli.testing.Patience.eventually;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.Recommendation;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A visitor whose clicks are JSON, and who waits for the answer to each. */
record OneVisitor(KafkaConnection kafka, String session) {
    private static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);

    /** Clicks, and gives the position in the session that the answer to this click rests on. */
    int click(String item) throws Exception {
        String event = "{\"sessionId\":\"" + session + "\",\"itemId\":\"" + item + "\",\"eventTime\":"
                + System.currentTimeMillis() + "}";
        long offset;
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            offset = producer.send(new ProducerRecord<>(TopicNames.DEFAULT.events(), bytes(session), bytes(event)))
                    .get()
                    .offset();
        }
        return eventually()
                .until(this::positions, positions -> positions.containsKey(offset))
                .get(offset);
    }

    /** Position of each answer to the visitor, by the offset of its event. */
    private SortedMap<Long, Integer> positions() {
        SortedMap<Long, Integer> positions = new TreeMap<>();
        try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
            new TopicSnapshot(consumer, TopicNames.DEFAULT.recommendations()).read(record -> {
                Recommendation answer = decoded(record);
                if (answer.getSessionId().equals(session)) {
                    positions.put(answer.getEvent().getOffset(), answer.getPosition());
                }
            });
        }
        return positions;
    }

    private static Recommendation decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return CODEC.decode(record.value());
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("an answer cannot be read", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
