package freshet.cli.serve;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.job.settings.JobSettings;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** The topics that a job's settings name: they exist before the job starts. */
public final class JobTopics {
    private JobTopics() {}

    /** Their names. */
    public static TopicNames of(JobSettings settings) {
        return new TopicNames(
                settings.events().topic(),
                settings.output().recommendationsTopic(),
                settings.output().rejectedTopic(),
                settings.model().topic(),
                settings.items().topic(),
                settings.trial().shadowTopic(),
                settings.lists().topic(),
                Optional.empty());
    }

    /**
     * Makes sure that all of them exist.
     *
     * @param partitions if given, those that are missing are created with this number
     * @throws CommandException naming the first one that is missing, or cannot be created
     */
    public static void require(KafkaConnection connection, JobSettings settings, Optional<Integer> partitions) {
        TopicNames names = of(settings);
        try (Admin admin = connection.admin()) {
            partitions.ifPresentOrElse(
                    count -> Topics.create(admin, names, count), () -> Topics.require(connection, admin, names));
        }
    }
}
