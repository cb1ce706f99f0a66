package freshet.lab.cluster;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.Recommendation;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is on the recommendations topic.
 *
 * @param byVersion answers by the version of the model that gave them
 * @param longestSilenceMillis longest time in which the broker got no answer, from the first one to
 *     the last
 */
record Answers(SortedMap<Long, Long> byVersion, long longestSilenceMillis) {

    static Answers of(KafkaConnection kafka) {
        return since(Instant.EPOCH, kafka, TopicNames.DEFAULT.recommendations());
    }

    /** Those on a topic that the broker has got since then. */
    static Answers since(Instant start, KafkaConnection kafka, String topic) {
        SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);
        SortedMap<Long, Long> versions = new TreeMap<>();
        List<Long> arrivals = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
            new TopicSnapshot(consumer, topic).read(record -> {
                if (record.timestamp() >= start.toEpochMilli()) {
                    arrivals.add(record.timestamp());
                    versions.merge(version(codec, record), 1L, Long::sum);
                }
            });
        }
        arrivals.sort(null);
        long silence = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            silence = Math.max(silence, arrivals.get(i) - arrivals.get(i - 1));
        }
        return new Answers(versions, silence);
    }

    private static long version(SingleObjectCodec<Recommendation> codec, ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record.value()).getModelVersion();
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("an answer cannot be read", e);
        }
    }
}
