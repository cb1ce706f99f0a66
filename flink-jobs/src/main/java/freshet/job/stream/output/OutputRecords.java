package freshet.job.stream.output;

import freshet.job.stream.Rejection;
import freshet.schema.ItemList;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the job writes, as records of Kafka. */
final class OutputRecords {
    private OutputRecords() {}

    /**
     * Names the topic that a sink writes to: the connector looks there for transactions that an
     * earlier run left open.
     */
    private static Optional<KafkaDatasetFacet> facet(String topic) {
        return Optional.of(
                new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic)), new Properties()));
    }

    /**
     * Recommendations as Kafka records: key is the session id, value is Avro, time is when the
     * answer was made.
     */
    static final class Answers implements KafkaRecordSerializationSchema<Recommendation>, KafkaDatasetFacetProvider {
        private static final long serialVersionUID = 1L;
        private static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);

        private final String topic;

        Answers(String topic) {
            this.topic = topic;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Recommendation answer, KafkaSinkContext context, Long timestamp) {
            byte[] key = answer.getSessionId().getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(topic, null, answer.getEmittedAt().toEpochMilli(), key, CODEC.encode(answer));
        }

        @Override
        public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
            return facet(topic);
        }
    }

    /**
     * Lists of items as Kafka records: key is kind, window and category, value is Avro, time is
     * when they are sent.
     */
    static final class Lists implements KafkaRecordSerializationSchema<ItemList>, KafkaDatasetFacetProvider {
        private static final long serialVersionUID = 1L;
        private static final SingleObjectCodec<ItemList> CODEC = new SingleObjectCodec<>(ItemList.class);

        private final String topic;

        Lists(String topic) {
            this.topic = topic;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(ItemList list, KafkaSinkContext context, Long timestamp) {
            String key = list.getKind() + "/" + list.getWindowMillis()
                    + list.getCategory().map(category -> "/" + category).orElse("");
            return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), CODEC.encode(list));
        }

        @Override
        public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
            return facet(topic);
        }
    }

    /**
     * Rejections as Kafka records: key as it came (none stays none), value is Avro, time is when
     * they are sent.
     */
    static final class Rejections implements KafkaRecordSerializationSchema<Rejection>, KafkaDatasetFacetProvider {
        private static final long serialVersionUID = 1L;
        private static final SingleObjectCodec<RejectedEvent> CODEC = new SingleObjectCodec<>(RejectedEvent.class);

        private final String topic;

        Rejections(String topic) {
            this.topic = topic;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Rejection rejection, KafkaSinkContext context, Long timestamp) {
            byte[] value = CODEC.encode(rejection.event());
            return rejection.key().length == 0
                    ? new ProducerRecord<>(topic, value)
                    : new ProducerRecord<>(topic, rejection.key(), value);
        }

        @Override
        public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
            return facet(topic);
        }
    }
}
