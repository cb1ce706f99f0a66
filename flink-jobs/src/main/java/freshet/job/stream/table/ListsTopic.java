package freshet.job.stream.table;

import freshet.job.settings.JobSettings;
import freshet.job.stream.StreamType;
import freshet.schema.codec.MalformedRecordException;
import freshet.serving.Notice;
import freshet.serving.table.TrendRecords;
import java.time.Duration;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic of the job's own lists, as a source of what trends: Flink has no cycles. */
public final class ListsTopic {
    private ListsTopic() {}

    /**
     * The topic as a source, at every start from the oldest record on.
     *
     * @param topic its name
     * @param window of the trending items that are read
     */
    public static Source<Notice, ?, ?> source(JobSettings settings, String topic, Duration window) {
        return TableSource.of(settings, topic, "-lists", new Trends(window));
    }

    /** Passes on what trends; counts and leaves out what cannot be read. For one thread. */
    static final class Trends implements KafkaRecordDeserializationSchema<Notice> {
        private static final long serialVersionUID = 1L;

        private final Duration window;
        private transient TrendRecords records;
        private transient Counter malformed;

        Trends(Duration window) {
            this.window = window;
        }

        @Override
        public void open(DeserializationSchema.InitializationContext context) {
            records = new TrendRecords(window);
            malformed = context.getMetricGroup().counter("malformedLists");
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Notice> out) {
            try {
                records.read(record).ifPresent(out::collect);
            } catch (MalformedRecordException e) {
                malformed.inc(); // of a later job
            }
        }

        @Override
        public TypeInformation<Notice> getProducedType() {
            return StreamType.NOTICE;
        }
    }
}
