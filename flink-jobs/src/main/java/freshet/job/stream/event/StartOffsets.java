package freshet.job.stream.event;

import freshet.job.stream.topic.TopicAdmin;
import freshet.job.stream.topic.TopicAdmin.ChangedTopicException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the offsets that events are read from: they belong to this topic, and the topic has them
 * still. An offset of the state that cannot be right fails the job, as what it means is not
 * known. One that a group committed gives way to the oldest event. Blocks while it asks the
 * brokers. For the task's thread.
 */
final class StartOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(StartOffsets.class);

    private final TopicAdmin admin;
    private final String group;
    private final String remedy;
    private final LostEvents lost;
    private Uuid id = Uuid.ZERO_UUID; // of the topic, once it was asked for

    /**
     * @param group whose committed offsets count where the job starts at those
     * @param remedy what to do where offsets cannot be right, for the message
     */
    StartOffsets(TopicAdmin admin, String group, String remedy, LostEvents lost) {
        this.admin = admin;
        this.group = group;
        this.remedy = remedy;
        this.lost = lost;
    }

    /**
     * The same partitions, each from an offset that the topic has.
     *
     * @throws IllegalStateException if an offset belongs to another topic, or lies beyond the
     *     partition's end
     */
    List<KafkaPartitionSplit> checked(List<KafkaPartitionSplit> splits) {
        if (splits.isEmpty()) {
            return splits;
        }
        TopicAdmin.Identity topic = admin.identity();
        if (!id.equals(Uuid.ZERO_UUID) && !id.equals(topic.id())) {
            throw new ChangedTopicException(admin.name(), id, topic.id(), "while the job ran", remedy);
        }
        id = topic.id();
        splits.forEach(split -> requireSame(split, topic));
        return inRange(startedFromCommitted(splits));
    }

    /** The partition with the id of its topic. */
    KafkaPartitionSplit identified(KafkaPartitionSplit split) {
        return new IdentifiedSplit(split, id);
    }

    private void requireSame(KafkaPartitionSplit split, TopicAdmin.Identity topic) {
        if (!split.getTopic().equals(admin.name())) {
            throw new IllegalStateException("the state has offsets of topic " + split.getTopic()
                    + ", and events.topic is " + admin.name() + "; set events.topic=" + split.getTopic()
                    + ", or start the job without its savepoint or checkpoint");
        }
        if (split instanceof IdentifiedSplit before
                && !before.topicId().equals(Uuid.ZERO_UUID)
                && !id.equals(Uuid.ZERO_UUID)
                && !before.topicId().equals(id)) {
            throw new ChangedTopicException(admin.name(), before.topicId(), id, "since the state was written", remedy);
        }
        // One that was handed out just now may be newer than what this broker knows.
        boolean ofState = split instanceof IdentifiedSplit || split.getStartingOffset() >= 0;
        if (ofState && split.getPartition() >= topic.partitions()) {
            throw new IllegalStateException("the state has an offset of " + split.getTopicPartition()
                    + ", and the topic has " + topic.partitions() + " partitions: it was made anew; " + remedy);
        }
    }

    private List<KafkaPartitionSplit> startedFromCommitted(List<KafkaPartitionSplit> splits) {
        List<TopicPartition> asked = splits.stream()
                .filter(split -> split.getStartingOffset() == KafkaPartitionSplit.COMMITTED_OFFSET)
                .map(KafkaPartitionSplit::getTopicPartition)
                .toList();
        if (asked.isEmpty()) {
            return splits;
        }
        Map<TopicPartition, Long> committed = admin.committed(group);
        Map<TopicPartition, Long> ends = admin.ends(asked);
        return splits.stream()
                .map(split -> asked.contains(split.getTopicPartition())
                        ? from(split, committedStart(split.getTopicPartition(), committed, ends))
                        : split)
                .toList();
    }

    private long committedStart(
            TopicPartition partition, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
        Optional<Long> offset = Optional.ofNullable(committed.get(partition));
        if (offset.isPresent() && offset.get() > ends.get(partition)) {
            LOG.warn(
                    "group {} committed offset {} of {}, which ends at {}: the topic was made anew, or lost"
                            + " records; all"
                            + " that it has now is read from its oldest event on",
                    group,
                    offset.get(),
                    partition,
                    ends.get(partition));
            return KafkaPartitionSplit.EARLIEST_OFFSET;
        }
        return offset.orElse(KafkaPartitionSplit.EARLIEST_OFFSET);
    }

    private List<KafkaPartitionSplit> inRange(List<KafkaPartitionSplit> splits) {
        Map<TopicPartition, KafkaPartitionSplit> numbered = splits.stream()
                .filter(split -> split.getStartingOffset() >= 0)
                .collect(Collectors.toMap(KafkaPartitionSplit::getTopicPartition, Function.identity()));
        if (numbered.isEmpty()) {
            return splits;
        }
        Map<TopicPartition, Long> begins = admin.begins(numbered.keySet());
        Map<TopicPartition, Long> ends = admin.ends(numbered.keySet());
        return splits.stream()
                .map(split -> numbered.containsKey(split.getTopicPartition())
                        ? inRange(split, begins.get(split.getTopicPartition()), ends.get(split.getTopicPartition()))
                        : split)
                .toList();
    }

    private KafkaPartitionSplit inRange(KafkaPartitionSplit split, long begin, long end) {
        long offset = split.getStartingOffset();
        if (offset > end) {
            throw new IllegalStateException("the state goes on at offset " + offset + " of " + split.getTopicPartition()
                    + ", which ends at " + end + ": the topic was made anew, or lost records; " + remedy);
        }
        if (offset < begin) {
            lost.tell(split.getTopicPartition(), offset, begin);
            return from(split, begin);
        }
        return split;
    }

    private static KafkaPartitionSplit from(KafkaPartitionSplit split, long offset) {
        return new KafkaPartitionSplit(
                split.getTopicPartition(),
                offset,
                split.getStoppingOffset().orElse(KafkaPartitionSplit.NO_STOPPING_OFFSET));
    }
}
