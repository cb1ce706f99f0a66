package freshet.job.stream.table;

import freshet.job.stream.Announcement;
import freshet.job.stream.Notice;
import freshet.job.stream.StreamType;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Passes on the announcements of one model; leaves out those of others and logs what is none. For one thread. */
public final class AnnouncementDeserializer implements KafkaRecordDeserializationSchema<Notice> {
    private static final long serialVersionUID = 1L;

    private final String model;

    /** @param model name of the model whose announcements count */
    public AnnouncementDeserializer(String model) {
        this.model = model;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Notice> out) {
        Optional<Announcement> announcement = AnnouncementRecords.read(record, model);
        announcement.ifPresent(out::collect);
    }

    @Override
    public TypeInformation<Notice> getProducedType() {
        return StreamType.NOTICE;
    }
}
