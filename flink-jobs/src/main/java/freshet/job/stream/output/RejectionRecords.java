package freshet.job.stream.output;

import freshet.job.stream.Rejection;
import freshet.schema.RejectedEvent;
import freshet.schema.codec.SingleObjectCodec;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rejections as Kafka records: key as it came (none stays none), value is Avro, time is when they are sent. */
final class RejectionRecords implements KafkaRecordSerializationSchema<Rejection>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;
    private static final SingleObjectCodec<RejectedEvent> CODEC = new SingleObjectCodec<>(RejectedEvent.class);

    private final String topic;

    RejectionRecords(String topic) {
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
        return Optional.of(TargetTopic.of(topic));
    }
}
