package freshet.job.stream.table;

import freshet.job.settings.JobSettings;
import freshet.job.settings.JobSettings.KafkaSettings;
import freshet.job.stream.StreamType;
import freshet.serving.ItemUpdate;
import freshet.serving.Notice;
import freshet.serving.table.ItemRecords;
import freshet.serving.table.WholeTopic;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The topic that says what is known of each item. Read whole at a start, and as a
 * source.
 */
public final class ItemsTopic implements StandingAvailability {
    private static final long serialVersionUID = 1L;

    private final Properties client;
    private final String topic;

    /** @param topic its name */
    public ItemsTopic(KafkaSettings kafka, String topic) {
        this.client = kafka.clientProperties();
        this.topic = topic;
    }

    /**
     * The topic as a source, at every start from the oldest record on: what the recommender has
     * read by itself is passed over there.
     *
     * @param topic its name
     */
    public static Source<Notice, ?, ?> source(JobSettings settings, String topic) {
        return TableSource.of(settings, topic, "-items", new Items());
    }

    /** @throws IllegalStateException if there is no such topic */
    @Override
    public void read(Consumer<ItemUpdate> sink) {
        ItemRecords records = new ItemRecords();
        int partitions = new WholeTopic(client, topic)
                .read(record -> records.read(record).ifPresent(sink));
        if (partitions == 0) {
            throw new IllegalStateException("there is no topic " + topic
                    + ", which items.topic names; create it, compacted, or leave items.topic empty");
        }
    }

    /** Passes on what the topic says; counts and leaves out what cannot be read. For one thread. */
    static final class Items implements KafkaRecordDeserializationSchema<Notice> {
        private static final long serialVersionUID = 1L;

        private transient ItemRecords records;
        private transient Counter malformed;

        @Override
        public void open(DeserializationSchema.InitializationContext context) {
            records = new ItemRecords();
            malformed = context.getMetricGroup().counter("malformedAvailability");
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Notice> out) {
            records.read(record).ifPresentOrElse(out::collect, malformed::inc);
        }

        @Override
        public TypeInformation<Notice> getProducedType() {
            return StreamType.NOTICE;
        }
    }
}
