package freshet.job.stream.table;

import freshet.job.settings.JobSettings;
import freshet.job.stream.StreamType;
import freshet.serving.Announcement;
import freshet.serving.Notice;
import freshet.serving.table.AnnouncementRecords;
import freshet.serving.table.WholeTopic;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The topic of announcements, of which those of one model count. Read whole at a start, and as a
 * source.
 */
public final class ModelsTopic implements StandingAnnouncement {
    private static final long serialVersionUID = 1L;

    private final Properties client;
    private final String topic;
    private final String model;

    /** The topic and the model that the settings name. */
    public ModelsTopic(JobSettings settings) {
        this.client = settings.kafka().clientProperties();
        this.topic = settings.model().topic();
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
        return new AnnouncementRecords(model).newestFirst(new WholeTopic(client, topic));
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
            AnnouncementRecords records = new AnnouncementRecords(model);
            records.read(record).ifPresent(out::collect);
            records.challenge(record).ifPresent(out::collect);
        }

        @Override
        public TypeInformation<Notice> getProducedType() {
            return StreamType.NOTICE;
        }
    }
}
