package freshet.job.stream.event;

import freshet.job.stream.Incoming;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records as another one does, and tells of the offset of each. For one thread. */
public final class OffsetFollowing implements KafkaRecordDeserializationSchema<Incoming> {
    private static final long serialVersionUID = 1L;

    private final EventDeserializer events;
    private transient @Nullable OffsetGaps gaps;

    public OffsetFollowing(EventDeserializer events) {
        this.events = events;
    }

    /** @param told of every record from now on */
    void follow(OffsetGaps told) {
        this.gaps = told;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        events.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Incoming> out) throws IOException {
        if (gaps != null) {
            gaps.read(record.partition(), record.offset());
        }
        events.deserialize(record, out);
    }

    @Override
    public TypeInformation<Incoming> getProducedType() {
        return events.getProducedType();
    }
}
