package freshet.gateway.follow;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers say of one topic. Asks without waiting; answers come on a thread of Kafka's.
 * Threads may share it.
 */
final class TopicLook implements AutoCloseable {
    private final FollowerSettings settings;
    private final Admin admin;
    private final long pauseNanos;
    private volatile Optional<Layout> layout = Optional.empty();
    private volatile Optional<String> problem;
    private volatile boolean asking;
    private volatile long askAgain = System.nanoTime();

    /**
     * A topic as it is now.
     *
     * @param id another one if the topic was made anew; the same for all from brokers before 2.8
     */
    record Layout(Uuid id, int partitions) {}

    TopicLook(FollowerSettings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
        this.pauseNanos = settings.look().toNanos();
        this.problem = Optional.of(
                "no broker at " + settings.bootstrapServers() + " has told of topic " + settings.topic() + " yet");
    }

    /** Asks if it is time to, and gives the newest answer that is known. */
    Optional<Layout> layout() {
        if (!asking && System.nanoTime() - askAgain >= 0) {
            asking = true;
            admin.describeTopics(List.of(settings.topic()))
                    .topicNameValues()
                    .get(settings.topic())
                    .whenComplete(this::answered);
        }
        return layout;
    }

    /** What is wrong, in one sentence; empty if the brokers tell of the topic. */
    Optional<String> problem() {
        return problem;
    }

    private void answered(TopicDescription described, @Nullable Throwable fault) {
        if (fault == null) {
            layout = Optional.of(
                    new Layout(described.topicId(), described.partitions().size()));
            problem = Optional.empty();
        } else {
            problem = Optional.of(words(fault));
        }
        askAgain = System.nanoTime() + pauseNanos;
        asking = false;
    }

    private String words(Throwable fault) {
        if (fault instanceof UnknownTopicOrPartitionException) {
            return "there is no topic " + settings.topic() + " at " + settings.bootstrapServers()
                    + "; create it (freshet topics --create), or correct the setting that names it";
        }
        return String.format(
                Locale.ROOT,
                "topic %s cannot be read: %s; check that a broker runs at %s",
                settings.topic(),
                fault.getMessage(),
                settings.bootstrapServers());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
