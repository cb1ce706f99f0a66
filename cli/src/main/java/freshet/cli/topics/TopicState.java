package freshet.cli.topics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What the brokers say of a topic.
 *
 * @param partitions how many
 * @param replicas of the partition that has the fewest
 * @param minInSync replicas that must have a record before it counts as written
 * @param cleanup {@code delete}, {@code compact} or both
 * @param retention how long records are kept; empty: for ever
 * @param retentionBytes how many bytes of a partition are kept; empty: all
 * @param clientDates whether a record bears the time that its producer gives it, not that of its
 *     arrival
 * @param olderMost how far behind the broker's clock that time may be; empty: as far as it likes
 * @param aheadMost how far ahead; empty: as far as it likes
 */
record TopicState(
        int partitions,
        int replicas,
        int minInSync,
        List<String> cleanup,
        Optional<Duration> retention,
        Optional<Long> retentionBytes,
        boolean clientDates,
        Optional<Duration> olderMost,
        Optional<Duration> aheadMost) {

    TopicState {
        cleanup = List.copyOf(cleanup);
    }

    /** From what an administrator is told. */
    static TopicState of(TopicDescription topic, Config settings) {
        return new TopicState(
                topic.partitions().size(),
                topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0),
                Integer.parseInt(
                        text(settings, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).orElse("1")),
                Arrays.stream(text(settings, TopicConfig.CLEANUP_POLICY_CONFIG)
                                .orElse(TopicConfig.CLEANUP_POLICY_DELETE)
                                .split(","))
                        .map(String::strip)
                        .toList(),
                limit(settings, TopicConfig.RETENTION_MS_CONFIG).map(Duration::ofMillis),
                limit(settings, TopicConfig.RETENTION_BYTES_CONFIG),
                !text(settings, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                        .orElse("")
                        .equals("LogAppendTime"),
                limit(settings, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG)
                        .map(Duration::ofMillis),
                limit(settings, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG)
                        .map(Duration::ofMillis));
    }

    /** Whether the newest record of a key stays. */
    boolean compacted() {
        return cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    /** Whether records are dropped for their age or their number of bytes. */
    boolean deletes() {
        return cleanup.contains(TopicConfig.CLEANUP_POLICY_DELETE);
    }

    /** Empty where the broker does not know the setting, or it says that there is no limit. */
    private static Optional<Long> limit(Config settings, String name) {
        return text(settings, name).map(Long::parseLong).filter(value -> value >= 0 && value < Long.MAX_VALUE);
    }

    private static Optional<String> text(Config settings, String name) {
        return Optional.ofNullable(settings.get(name)).map(ConfigEntry::value);
    }
}
