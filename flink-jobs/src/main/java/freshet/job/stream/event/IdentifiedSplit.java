package freshet.job.stream.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.common.Uuid;

/** A partition and the offset to go on at, with the id of the topic that the offset belongs to. */
final class IdentifiedSplit extends KafkaPartitionSplit {
    private final Uuid topicId;

    IdentifiedSplit(KafkaPartitionSplit split, Uuid topicId) {
        super(
                split.getTopicPartition(),
                split.getStartingOffset(),
                split.getStoppingOffset().orElse(NO_STOPPING_OFFSET));
        this.topicId = topicId;
    }

    Uuid topicId() {
        return topicId;
    }

    /**
     * Writes a partition as Kafka's source does, and behind that the topic's id: 16 bytes, all 0
     * where it is unknown. Kafka's source by itself reads what it knows and passes over the id.
     * What it wrote by itself, as the job stored it before, is read as well. The versions are those
     * of Kafka's source plus {@value #WITH_ID}.
     */
    static final class IdentifiedSplitSerializer implements SimpleVersionedSerializer<KafkaPartitionSplit> {
        private static final int WITH_ID = 100;
        private static final int ID_BYTES = 16;

        private final SimpleVersionedSerializer<KafkaPartitionSplit> kafka;

        IdentifiedSplitSerializer(SimpleVersionedSerializer<KafkaPartitionSplit> kafka) {
            this.kafka = kafka;
        }

        @Override
        public int getVersion() {
            return WITH_ID + kafka.getVersion();
        }

        @Override
        public byte[] serialize(KafkaPartitionSplit split) throws IOException {
            Uuid id = split instanceof IdentifiedSplit identified ? identified.topicId() : Uuid.ZERO_UUID;
            byte[] plain = kafka.serialize(split);
            return ByteBuffer.allocate(ID_BYTES + plain.length)
                    .put(plain)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        @Override
        public KafkaPartitionSplit deserialize(int version, byte[] bytes) throws IOException {
            if (version < WITH_ID) {
                return kafka.deserialize(version, bytes);
            }
            byte[] plain = new byte[bytes.length - ID_BYTES];
            ByteBuffer read = ByteBuffer.wrap(bytes).get(plain);
            Uuid id = new Uuid(read.getLong(), read.getLong());
            return new IdentifiedSplit(kafka.deserialize(version - WITH_ID, plain), id);
        }
    }
}
