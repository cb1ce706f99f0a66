package freshet.job.stream.output;

import freshet.schema.Recommendation;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Recommendations as Kafka records: key is the session id, value is Avro, time is when the answer was made. */
final class RecommendationRecords implements KafkaRecordSerializationSchema<Recommendation>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;
    private static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);

    private final String topic;

    RecommendationRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Recommendation answer, KafkaSinkContext context, Long timestamp) {
        byte[] key = answer.getSessionId().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, answer.getEmittedAt().toEpochMilli(), key, CODEC.encode(answer));
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(TargetTopic.of(topic));
    }
}
