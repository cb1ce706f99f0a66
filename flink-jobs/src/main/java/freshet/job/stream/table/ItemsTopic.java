package freshet.job.stream.table;

import freshet.job.settings.JobSettings;
import freshet.job.settings.JobSettings.KafkaSettings;
import freshet.job.stream.Availability;
import freshet.job.stream.Notice;
import freshet.job.stream.StreamType;
import freshet.schema.ItemAvailability;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.item.AvailabilityReader;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic that says of each item whether it may be recommended. Read whole at a start, and as a
 * source.
 */
public final class ItemsTopic implements StandingAvailability {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ItemsTopic.class);

    private final WholeTopic topic;

    /** @param topic its name */
    public ItemsTopic(KafkaSettings kafka, String topic) {
        this.topic = new WholeTopic(kafka, topic);
    }

    /**
     * The topic as a source, at every start from the oldest record on: what the recommender has
     * read by itself is passed over there.
     *
     * @param topic its name
     */
    public static Source<Notice, ?, ?> source(JobSettings settings, String topic) {
        return TableSource.of(settings, topic, "-items", new Availabilities());
    }

    /** @throws IllegalStateException if there is no such topic */
    @Override
    public void read(Consumer<Availability> sink) {
        Records records = new Records();
        int partitions = topic.read(record -> records.read(record).ifPresent(sink));
        if (partitions == 0) {
            throw new IllegalStateException("there is no topic " + topic.name()
                    + ", which items.topic names; create it, compacted, or leave items.topic empty");
        }
    }

    /** Reads records, passes over those that are none, and counts these. For one thread. */
    private static final class Records {
        private static final byte[] NO_KEY = {};

        private final AvailabilityReader reader = new AvailabilityReader();
        private long malformed;

        /** What the record says, or empty if it cannot be read. */
        Optional<Availability> read(ConsumerRecord<byte[], byte[]> record) {
            byte[] key = Optional.ofNullable(record.key()).orElse(NO_KEY);
            try {
                ItemAvailability read =
                        record.value() == null ? reader.readTombstone(key) : reader.read(key, record.value());
                return Optional.of(new Availability(
                        read.getItemId(),
                        read.getAvailable(),
                        record.partition(),
                        record.offset(),
                        record.timestamp()));
            } catch (MalformedRecordException e) {
                malformed++;
                if (Long.bitCount(malformed) == 1) { // the 1st, 2nd, 4th, 8th: a flood of them must not fill the log
                    LOG.warn(
                            "{} records of item availability could not be read so far; passed over that at"
                                    + " {}-{}@{}: {}",
                            malformed,
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            e.getMessage());
                }
                return Optional.empty();
            }
        }
    }

    /** Passes on what the topic says; counts and leaves out what cannot be read. For one thread. */
    static final class Availabilities implements KafkaRecordDeserializationSchema<Notice> {
        private static final long serialVersionUID = 1L;

        private transient Records records;
        private transient Counter malformed;

        @Override
        public void open(DeserializationSchema.InitializationContext context) {
            records = new Records();
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
