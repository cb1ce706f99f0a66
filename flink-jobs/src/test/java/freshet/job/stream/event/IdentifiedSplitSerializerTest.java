package freshet.job.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.stream.event.IdentifiedSplit.IdentifiedSplitSerializer;
import java.io.IOException;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class IdentifiedSplitSerializerTest {
    private final KafkaPartitionSplitSerializer kafka = new KafkaPartitionSplitSerializer();
    private final IdentifiedSplitSerializer serializer = new IdentifiedSplitSerializer(kafka);
    private final KafkaPartitionSplit split = new KafkaPartitionSplit(new TopicPartition("events", 3), 42);

    @Test
    void aPartitionKeepsTheIdOfItsTopic() throws IOException {
        Uuid id = new Uuid(1, 2);
        byte[] written = serializer.serialize(new IdentifiedSplit(split, id));
        KafkaPartitionSplit read = serializer.deserialize(serializer.getVersion(), written);
        assertThat(read).isEqualTo(split);
        assertThat(((IdentifiedSplit) read).topicId()).isEqualTo(id);
    }

    @Test
    void anEarlierJobReadsThePartitionWithoutItsId() throws IOException {
        byte[] written = serializer.serialize(new IdentifiedSplit(split, Uuid.randomUuid()));
        assertThat(kafka.deserialize(kafka.getVersion(), written)).isEqualTo(split);
    }

    @Test
    void whatTheSourceOfKafkaStoredByItselfIsRead() throws IOException {
        KafkaPartitionSplit read = serializer.deserialize(kafka.getVersion(), kafka.serialize(split));
        assertThat(read).isEqualTo(split).isNotInstanceOf(IdentifiedSplit.class);
    }
}
