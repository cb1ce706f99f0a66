package freshet.job.stream.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers about one topic. Threads may share it. */
public final class TopicAdmin implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final String name;
    private final Admin admin;

    /**
     * Which topic bears the name.
     *
     * @param id differs between two topics of one name; {@link Uuid#ZERO_UUID} where the brokers
     *     give none
     * @param partitions how many it has
     */
    public record Identity(Uuid id, int partitions) {}

    /** @param client properties of Kafka's clients */
    public TopicAdmin(Properties client, String name) {
        this.name = name;
        this.admin = Admin.create(client);
    }

    /** The topic's name. */
    public String name() {
        return name;
    }

    /**
     * Which topic it is now. Blocks until a broker has told.
     *
     * @throws IllegalStateException if there is no such topic, or no broker tells
     */
    public Identity identity() {
        TopicDescription described = got(admin.describeTopics(List.of(name)).allTopicNames(), "described")
                .get(name);
        return new Identity(described.topicId(), described.partitions().size());
    }

    /** The first offsets that the partitions still have. Blocks until the brokers have told. */
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** The offsets after the partitions' last records. Blocks until the brokers have told. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /**
     * What a group has committed, without the partitions that it has not. Blocks until a broker has
     * told.
     */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Optional<OffsetAndMetadata>> committed = got(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                        "asked for the offsets of group " + group)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Optional.ofNullable(entry.getValue())));
        return committed.entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get().offset()));
    }

    /** As {@link #begins}, but gives the answer later. */
    public KafkaFuture<Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo>> beginsLater(
            Collection<TopicPartition> partitions) {
        return admin.listOffsets(spec(partitions, OffsetSpec.earliest())).all();
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        return got(admin.listOffsets(spec(partitions, which)).all(), "asked for its offsets").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static Map<TopicPartition, OffsetSpec> spec(Collection<TopicPartition> partitions, OffsetSpec which) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
    }

    private <T> T got(KafkaFuture<T> answer, String what) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                // Without the cause, which says no more and is what Flink's users would be shown.
                throw new IllegalStateException(
                        "there is no topic " + name + "; create it, or correct the setting that names it");
            }
            throw new IllegalStateException(
                    "topic " + name + " cannot be " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before topic " + name + " was " + what, e);
        }
    }

    @Override
    public void close() {
        admin.close(CLOSE); // not as long as a question may take that no broker answers
    }

    /** A topic was deleted and made anew, so that offsets of before mean nothing on it. */
    public static final class ChangedTopicException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        /**
         * @param before id that the topic had
         * @param now id that it has
         * @param when in which time that was
         * @param then what comes of it, or the remedy
         */
        public ChangedTopicException(String topic, Uuid before, Uuid now, String when, String then) {
            super("topic " + topic + " was made anew " + when + ": its id was " + before + " and is " + now + "; "
                    + then);
        }
    }
}
