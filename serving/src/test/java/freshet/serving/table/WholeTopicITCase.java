package freshet.serving.table;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.serving.testing.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A topic that loses records while it is read to its end. */
@ExtendWith(TestBroker.class)
class WholeTopicITCase {
    private final String topic = "whole-" + UUID.randomUUID();

    @Test
    void whatIsLeftIsReadWhereTheBrokerDeletesWhatWasToComeNext(TestBroker.Running broker) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(client);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            for (int record = 0; record < 40; record++) {
                producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1}))
                        .get();
            }
            Properties oneRecordAtATime = new Properties();
            oneRecordAtATime.putAll(client);
            oneRecordAtATime.setProperty("max.partition.fetch.bytes", "1");
            List<Long> offsets = new ArrayList<>();
            new WholeTopic(oneRecordAtATime, topic).read(record -> {
                offsets.add(record.offset());
                if (offsets.size() == 1) {
                    deleteBefore(admin, 30);
                }
            });
            assertThat(offsets).hasSizeLessThan(30).contains(30L, 31L, 38L, 39L);
        }
    }

    private void deleteBefore(Admin admin, long offset) {
        try {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) { // of a broker that is there
            throw new IllegalStateException("the records could not be deleted", e);
        }
    }
}
