package freshet.job.stream.topic;

import freshet.job.stream.topic.TopicAdmin.ChangedTopicException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks from time to time which topic bears a name. Fails the job where it is another one than
 * before: offsets mean nothing on a topic that was made anew. Tells of added partitions.
 *
 * <p>For the enumerator's thread; only the question is put from another one.
 */
public final class TopicWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private final TopicAdmin topic;
    private final Duration interval;
    private final String then;
    private Optional<TopicAdmin.Identity> known = Optional.empty();

    /**
     * @param topic closed with this
     * @param interval between two questions; zero asks once
     * @param then what comes of it where the topic is another one
     */
    TopicWatch(SplitEnumeratorContext<KafkaPartitionSplit> context, TopicAdmin topic, Duration interval, String then) {
        this.context = context;
        this.topic = topic;
        this.interval = interval;
        this.then = then;
    }

    void start() {
        if (interval.isZero()) {
            context.callAsync(topic::identity, this::compare);
        } else {
            context.callAsync(topic::identity, this::compare, 0, interval.toMillis());
        }
    }

    /**
     * @param failure of a question; Kafka's own enumerator asks the same and decides what comes of
     * that
     */
    private void compare(TopicAdmin.@Nullable Identity now, @Nullable Throwable failure) {
        if (failure != null || now == null) {
            LOG.debug("topic {} could not be described", topic.name(), failure);
            return;
        }
        if (now.id().equals(Uuid.ZERO_UUID)) {
            if (known.isEmpty()) {
                LOG.warn(
                        "the brokers give topic {} no id: whether it was made anew cannot be told; brokers from 2.8 on"
                                + " give one",
                        topic.name());
            }
        } else if (known.isPresent() && !known.get().id().equals(now.id())) {
            throw new ChangedTopicException(topic.name(), known.get().id(), now.id(), "while the job ran", then);
        }
        known.filter(before -> before.partitions() < now.partitions())
                .ifPresent(before -> LOG.info(
                        "topic {} has {} partitions more, {} in all; the new ones are read from their start",
                        topic.name(),
                        now.partitions() - before.partitions(),
                        now.partitions()));
        known = Optional.of(now);
    }

    @Override
    public void close() {
        topic.close();
    }
}
