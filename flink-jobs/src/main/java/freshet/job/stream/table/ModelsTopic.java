package freshet.job.stream.table;

import freshet.job.settings.JobSettings;
import freshet.job.stream.Announcement;
import freshet.job.stream.Notice;
import freshet.job.stream.StreamType;
import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of announcements, of which those of one model count. Read whole at a start, and as a
 * source.
 */
public final class ModelsTopic implements StandingAnnouncement {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ModelsTopic.class);
    private static final SingleObjectCodec<ModelAnnouncement> CODEC = new SingleObjectCodec<>(ModelAnnouncement.class);

    private final WholeTopic topic;
    private final String model;

    /** The topic and the model that the settings name. */
    public ModelsTopic(JobSettings settings) {
        this.topic = new WholeTopic(settings.kafka(), settings.model().topic());
        this.model = settings.model().name();
    }

    /**
     * The topic as a source, at every start from the oldest record on; an old one changes nothing.
     */
    public static Source<Notice, ?, ?> source(JobSettings settings) {
        return TableSource.of(
                settings,
                settings.model().topic(),
                "-models",
                new Announcements(settings.model().name()));
    }

    @Override
    public List<Announcement> newestFirst() {
        List<Announcement> found = new ArrayList<>();
        topic.read(record -> read(record, model).ifPresent(found::add));
        Collections.reverse(found); // of two with one version the later is the one that is meant
        found.sort(Comparator.comparingLong(Announcement::version).reversed());
        return found;
    }

    /**
     * The announcement, or empty if the record is of another model, a tombstone, or none that
     * counts, which is logged.
     */
    private static Optional<Announcement> read(ConsumerRecord<byte[], byte[]> record, String model) {
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

    /**
     * Passes on the announcements of one model; leaves out those of others and logs what is none.
     * For one thread.
     */
    static final class Announcements implements KafkaRecordDeserializationSchema<Notice> {
        private static final long serialVersionUID = 1L;

        private final String model;

        /** @param model name of the model whose announcements count */
        Announcements(String model) {
            this.model = model;
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Notice> out) {
            read(record, model).ifPresent(out::collect);
        }

        @Override
        public TypeInformation<Notice> getProducedType() {
            return StreamType.NOTICE;
        }
    }
}
