package freshet.cli.replay;

import freshet.cli.CommandException;
import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the broker will do with records that bear recorded times. */
final class EventsTopic {
    private final String name;
    private final Config settings;

    /** @throws CommandException if there is no such topic */
    EventsTopic(KafkaConnection connection, Admin admin, String name) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        this.name = name;
        try {
            Map<ConfigResource, Config> described =
                    admin.describeConfigs(List.of(topic)).all().get();
            settings = described.get(topic);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownTopicOrPartitionException
                    ? Topics.missing(
                            admin,
                            name,
                            CreateHint.of(connection, TopicNames.DEFAULT.withEvents(name))
                                    + ", or name another one with --topic",
                            e)
                    : new CommandException(
                            "topic " + name + " cannot be described: "
                                    + e.getCause().getMessage(),
                            e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while asking for topic " + name, e);
        }
    }

    /**
     * A warning if the broker would soon delete events as old as this: retention goes by the
     * record's own time.
     */
    Optional<String> retentionWarning(Instant oldest, Instant now) {
        long retentionMillis =
                Long.parseLong(settings.get(TopicConfig.RETENTION_MS_CONFIG).value());
        boolean byEventTime =
                settings.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value().equals("CreateTime");
        if (retentionMillis < 0
                || !byEventTime
                || oldest.plusMillis(retentionMillis).isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of("topic " + name + " keeps records for "
                + Duration.ofMillis(retentionMillis).toHours() + " hours of their own time and the oldest event is of "
                + oldest + ": the broker will delete it; set retention.ms=-1 on the topic to keep it");
    }
}
