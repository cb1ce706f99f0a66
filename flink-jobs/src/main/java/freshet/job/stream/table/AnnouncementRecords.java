package freshet.job.stream.table;

import freshet.job.stream.Announcement;
import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of the models topic. */
final class AnnouncementRecords {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementRecords.class);
    private static final SingleObjectCodec<ModelAnnouncement> CODEC = new SingleObjectCodec<>(ModelAnnouncement.class);

    private AnnouncementRecords() {}

    /** The announcement, or empty if the record is of another model, a tombstone, or none that counts, which is logged. */
    static Optional<Announcement> read(ConsumerRecord<byte[], byte[]> record, String model) {
        if (record.value() == null || !Arrays.equals(record.key(), model.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Announcement(model, counting(CODEC.decode(record.value()))));
        } catch (MalformedRecordException e) {
            LOG.warn(
                    "skipped the announcement of model {} at {}-{}@{}: {}",
                    model,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static ModelAnnouncement counting(ModelAnnouncement bundle) {
        if (bundle.getVersion() < 1) {
            throw new MalformedRecordException(
                    "version is " + bundle.getVersion() + "; versions count from 1: publish the bundle again");
        }
        return bundle;
    }
}
