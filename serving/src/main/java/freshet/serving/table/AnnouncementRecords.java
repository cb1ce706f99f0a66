package freshet.serving.table;

import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
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

    /** All champions that the topic has now, the highest version first. Blocks until it is read. */
    public List<Announcement> newestFirst(WholeTopic topic) {
        return announced(topic).champions().stream()
                .map(bundle -> new Announcement(model, bundle))
                .toList();
    }

    /** All that the topic has now of the model. Blocks until it is read. */
    public AnnouncedModel announced(WholeTopic topic) {
        AnnouncedModels found = new AnnouncedModels();
        topic.read(record -> {
            read(record).ifPresent(found::take);
            challenge(record).ifPresent(found::take);
        });
        return found.model(model);
    }

    /**
     * The champion's announcement, or empty if the record is of another model, of its challenger, a
     * tombstone, or none that counts, which is logged.
     */
    public Optional<Announcement> read(ConsumerRecord<byte[], byte[]> record) {
        return isOf(record, false) ? counting(record).map(bundle -> new Announcement(model, bundle)) : Optional.empty();
    }

    /**
     * What a record says of the model's challenger, or empty if it is of another model, of the
     * champion, or none that counts, which is logged.
     */
    public Optional<Challenge> challenge(ConsumerRecord<byte[], byte[]> record) {
        if (!isOf(record, true)) {
            return Optional.empty();
        }
        return record.value() == null
                ? Optional.of(new Challenge(model, Optional.empty()))
                : counting(record).map(bundle -> new Challenge(model, Optional.of(bundle)));
    }

    private boolean isOf(ConsumerRecord<byte[], byte[]> record, boolean challenger) {
        return AnnouncementKey.of(record.key())
                .filter(key -> key.model().equals(model) && key.challenger() == challenger)
                .isPresent();
    }

    /**
     * A champion's announcement as a record of the topic: so that jobs which know no challenger
     * read it.
     */
    public static ProducerRecord<byte[], byte[]> record(String topic, Announcement announcement) {
        return new ProducerRecord<>(
                topic,
                new AnnouncementKey(announcement.model(), false).bytes(),
                CODEC.encodeForOldReaders(announcement.bundle()));
    }

    /**
     * What becomes of a challenger as a record of the topic; one without a value ends its trial.
     */
    public static ProducerRecord<byte[], byte @Nullable []> record(String topic, Challenge challenge) {
        return new ProducerRecord<>(
                topic,
                new AnnouncementKey(challenge.model(), true).bytes(),
                challenge.bundle().map(CODEC::encode).orElse(null));
    }

    private Optional<ModelAnnouncement> counting(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode(record.value()));
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

    /**
     * The announcement that a record's value is.
     *
     * @throws MalformedRecordException if it is none that counts
     */
    public static ModelAnnouncement decode(byte[] value) {
        ModelAnnouncement bundle = CODEC.decode(value);
        if (bundle.getVersion() < 1) {
            throw new MalformedRecordException(
                    "version is " + bundle.getVersion() + "; versions count from 1: publish the bundle again");
        }
        requireShare("share", bundle.getShare());
        requireShare("shadow", bundle.getShadow());
        return bundle;
    }

    private static void requireShare(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new MalformedRecordException(
                    field + " is " + value + "; it must be from 0 to 1: publish the challenger again");
        }
    }
}
