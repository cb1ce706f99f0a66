package freshet.cli.rollout;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic that is read on from look to look, each time to a place that is known then. For one
 * thread.
 */
final class GrowingTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALL = Duration.ofSeconds(30);
    private static final Duration SKEW = Duration.ofMinutes(1); // of the clocks of broker and announcer

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<TopicPartition, Long> places = new HashMap<>(); // where to read on
    private final Map<TopicPartition, Long> ends = new HashMap<>(); // to where this look reads
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> ahead = new HashMap<>(); // a poll's worth
    private final Set<TopicPartition> moved = new HashSet<>(); // whose place the consumer does not know
    private long lastSign;

    GrowingTopic(KafkaConnection connection, String topic) {
        this.consumer = connection.consumer();
        this.topic = topic;
    }

    /** The topic's name. */
    String name() {
        return topic;
    }

    /**
     * Begins with what was written since a time, where the broker dates the records; else with all
     * that there is.
     */
    void beginAt(Instant time, Admin admin) {
        List<TopicPartition> partitions = partitions();
        places.putAll(consumer.beginningOffsets(partitions));
        if (datedByBroker(admin)) {
            Map<TopicPartition, Long> wanted = new HashMap<>();
            partitions.forEach(partition ->
                    wanted.put(partition, Math.max(0, time.minus(SKEW).toEpochMilli())));
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                OffsetAndTimestamp first = found.get(partition);
                places.put(partition, first == null ? end : first.offset());
            });
        }
        moved.addAll(partitions);
    }

    /** Begins to read a partition at an offset. */
    void beginAt(int partition, long offset) {
        TopicPartition begun = new TopicPartition(topic, partition);
        places.put(begun, offset);
        moved.add(begun);
    }

    /**
     * Begins a look, which reads to what is the end now.
     *
     * @throws CommandException if the topic was made anew
     */
    void look() {
        begin(places.isEmpty() ? Map.of() : consumer.endOffsets(places.keySet()));
    }

    /**
     * Hands over what lies before some offsets, each partition in its order.
     *
     * @param until offsets, by partition; those of partitions that were not begun do not count
     * @throws CommandException if records stop coming before that, or the topic was made anew
     */
    void readTo(Map<Integer, Long> until, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        until.forEach((number, offset) -> {
            TopicPartition partition = new TopicPartition(topic, number);
            if (places.getOrDefault(partition, offset) < offset) {
                wanted.put(partition, offset);
            }
        });
        if (!wanted.isEmpty()) {
            Map<TopicPartition, Long> found = consumer.endOffsets(wanted.keySet());
            begin(found);
            ends.replaceAll((partition, end) -> Math.min(end, wanted.get(partition)));
            while (behind() > 0) {
                poll(Set.of(), sink);
            }
        }
    }

    /** @param found the offsets at which the topic ends now */
    private void begin(Map<TopicPartition, Long> found) {
        ends.clear();
        ends.putAll(found);
        consumer.beginningOffsets(ends.keySet()).forEach(this::passOver);
        ends.forEach(this::requireSame);
        if (!consumer.assignment().equals(places.keySet())) {
            consumer.assign(places.keySet());
        }
        moved.forEach(partition -> {
            consumer.seek(partition, places.get(partition));
            ahead.remove(partition);
        });
        moved.clear();
        lastSign = System.nanoTime();
    }

    /** What retention has removed is not read. */
    private void passOver(TopicPartition partition, long first) {
        if (places.get(partition) < first) {
            beginAt(partition.partition(), first);
        }
    }

    /** Partitions of which this look has something to read yet. */
    Set<TopicPartition> unfinished() {
        return ends.keySet().stream().filter(this::isBehind).collect(Collectors.toSet());
    }

    /** Offsets that this look has to read yet: at least as many as there are records. */
    long behind() {
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            behind += Math.max(0, end.getValue() - places.get(end.getKey()));
        }
        return behind;
    }

    private boolean isBehind(TopicPartition partition) {
        return places.get(partition) < ends.get(partition);
    }

    /**
     * Hands over what has come of this look, if anything has.
     *
     * @param unwanted partitions of which nothing is wanted now
     * @throws CommandException if records stop coming
     */
    void poll(Collection<TopicPartition> unwanted, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        Set<TopicPartition> wanted = unfinished();
        wanted.removeAll(unwanted);
        Set<TopicPartition> others = new HashSet<>(places.keySet());
        others.removeAll(wanted);
        consumer.pause(others);
        consumer.resume(wanted);
        boolean has = wanted.stream().anyMatch(partition -> !queue(partition).isEmpty());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(has ? Duration.ZERO : POLL)) {
            queue(new TopicPartition(topic, record.partition())).add(record);
        }
        boolean went = false;
        for (TopicPartition partition : wanted) {
            long end = ends.get(partition);
            Deque<ConsumerRecord<byte[], byte[]>> queue = queue(partition);
            while (!queue.isEmpty() && queue.peek().offset() < end) {
                sink.accept(queue.remove());
            }
            // Positions, not records: a transaction ends with a marker.
            long next = queue.isEmpty()
                    ? consumer.position(partition)
                    : queue.peek().offset();
            long place = Math.min(next, end);
            went |= places.put(partition, place) != place;
        }
        long now = System.nanoTime();
        if (went) {
            lastSign = now;
        } else if (now - lastSign > STALL.toNanos()) {
            throw new CommandException("no record of topic " + topic + " came for " + STALL.toSeconds()
                    + " s before its end; check the broker, and try again");
        }
    }

    private Deque<ConsumerRecord<byte[], byte[]>> queue(TopicPartition partition) {
        return ahead.computeIfAbsent(partition, any -> new ArrayDeque<>());
    }

    private void requireSame(TopicPartition partition, long end) {
        if (end < places.get(partition)) {
            throw new CommandException("topic " + topic + " ends at offset " + end + " of partition "
                    + partition.partition() + " and was read to " + places.get(partition)
                    + "; it was made anew: end the trial, and publish the challenger again");
        }
    }

    private List<TopicPartition> partitions() {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private boolean datedByBroker(Admin admin) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config settings = admin.describeConfigs(List.of(resource))
                    .values()
                    .get(resource)
                    .get();
            ConfigEntry type = settings.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
            return type != null && "LogAppendTime".equals(type.value());
        } catch (ExecutionException e) {
            return false; // a right that only spares reading
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
