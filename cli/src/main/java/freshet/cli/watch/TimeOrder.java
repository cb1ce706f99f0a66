package freshet.cli.watch;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Merges the records of several partitions by their timestamps; each partition keeps its own order.
 * While a partition is awaited, as it has records from before the start that are not here yet, no
 * other one overtakes it. After that, records go out by time within one reading. For one thread.
 */
final class TimeOrder {
    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
    private static final Comparator<Queue<ConsumerRecord<byte[], byte[]>>> OLDEST_FIRST =
            Comparator.comparingLong(records -> records.element().timestamp());

    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> waiting = new TreeMap<>(BY_NAME);
    private final Set<TopicPartition> awaited;

    /** @param awaited partitions with records from before the start */
    TimeOrder(Set<TopicPartition> awaited) {
        this.awaited = new HashSet<>(awaited);
    }

    /** Takes a record, each partition's in their order. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        waiting.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), first -> new ArrayDeque<>())
                .add(record);
    }

    /** The partitions that others have to wait for. */
    Set<TopicPartition> awaited() {
        return Set.copyOf(awaited);
    }

    /** All records of the partition from before the start are here, or it is given up. */
    void caughtUp(TopicPartition partition) {
        awaited.remove(partition);
    }

    /** The partitions with a record that waits for others, in a set of its own. */
    Set<TopicPartition> held() {
        return waiting.entrySet().stream()
                .filter(records -> !records.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Takes the oldest record out, unless an older one may still come. */
    Optional<ConsumerRecord<byte[], byte[]>> next() {
        if (awaited.stream().anyMatch(this::isEmpty)) {
            return Optional.empty();
        }
        return waiting.values().stream()
                .filter(records -> !records.isEmpty())
                .min(OLDEST_FIRST)
                .map(Queue::remove);
    }

    private boolean isEmpty(TopicPartition partition) {
        Queue<ConsumerRecord<byte[], byte[]>> records = waiting.get(partition);
        return records == null || records.isEmpty();
    }
}
