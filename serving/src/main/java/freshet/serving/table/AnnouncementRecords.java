package freshet.serving.table;

import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.Announcement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of announcements, of which those of one model count. Threads may share it.
 *
 * @param model its name
 */
public record AnnouncementRecords(String model) {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementRecords.class);
    private static final SingleObjectCodec<ModelAnnouncement> CODEC = new SingleObjectCodec<>(ModelAnnouncement.class);

    /** All that the topic has now, the highest version first. Blocks until it is read. */
    public List<Announcement> newestFirst(WholeTopic topic) {
        List<Announcement> found = new ArrayList<>();
        topic.read(record -> read(record).ifPresent(found::add));
        Collections.reverse(found); // of two with one version the later is the one that is meant
        found.sort(Comparator.comparingLong(Announcement::version).reversed());
        return found;
    }

    /**
     * The announcement, or empty if the record is of another model, a tombstone, or none that
     * counts, which is logged.
     */
    public Optional<Announcement> read(ConsumerRecord<byte[], byte[]> record) {
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

    /** An announcement as a record of the topic. */
    public static ProducerRecord<byte[], byte[]> record(String topic, Announcement announcement) {
        return new ProducerRecord<>(
                topic, announcement.model().getBytes(StandardCharsets.UTF_8), CODEC.encode(announcement.bundle()));
    }

    /**
     * The version of the next announcement.
     *
     * @param newest the announcement of the highest version so far
     * @throws IllegalStateException if that is the highest that there is
     */
    public static long versionAfter(Optional<Announcement> newest) {
        long version = newest.map(Announcement::version).orElse(0L);
        if (version == Long.MAX_VALUE) {
            throw new IllegalStateException("model "
                    + newest.map(Announcement::model).orElse("") + " has the highest version that there is, " + version
                    + "; delete its announcement (a record without a value under its name), and start the jobs afresh");
        }
        return version + 1;
    }

    private static ModelAnnouncement counting(ModelAnnouncement bundle) {
        if (bundle.getVersion() < 1) {
            throw new MalformedRecordException(
                    "version is " + bundle.getVersion() + "; versions count from 1: publish the bundle again");
        }
        return bundle;
    }
}
