package freshet.job.stream.table;

import freshet.job.stream.Availability;
import freshet.job.stream.Notice;
import freshet.job.stream.StreamType;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Passes on what the items topic says; counts and leaves out what cannot be read. For one thread. */
public final class AvailabilityDeserializer implements KafkaRecordDeserializationSchema<Notice> {
    private static final long serialVersionUID = 1L;

    private transient AvailabilityRecords records;
    private transient Counter malformed;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        records = new AvailabilityRecords();
        malformed = context.getMetricGroup().counter("malformedAvailability");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Notice> out) {
        Optional<Availability> availability = records.read(record);
        availability.ifPresentOrElse(out::collect, malformed::inc);
    }

    @Override
    public TypeInformation<Notice> getProducedType() {
        return StreamType.NOTICE;
    }
}
