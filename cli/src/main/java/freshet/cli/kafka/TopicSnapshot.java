package freshet.cli.kafka;

import freshet.cli.CommandException;
import freshet.cli.terminal.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic as it was at one moment: from its first offsets to what was its committed end when the
 * snapshot was taken. Uses a consumer that it does not own; for one thread.
 */
public final class TopicSnapshot {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALL = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    /**
     * Takes the snapshot.
     *
     * @param consumer reads committed records, see {@link KafkaConnection#consumer}
     * @throws CommandException if there is no such topic
     */
    public TopicSnapshot(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new CommandException("there is no topic " + topic + "; check its name, or create it");
        }
        begins = consumer.beginningOffsets(partitions);
        ends = consumer.endOffsets(partitions);
    }

    private TopicSnapshot(TopicSnapshot whole, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        this.consumer = whole.consumer;
        this.topic = whole.topic;
        this.begins = begins;
        this.ends = ends;
    }

    /** The part between two places, the second one left out; empty where they are the other way. */
    public TopicSnapshot between(StartPoint from, StartPoint until) {
        Map<TopicPartition, Long> first = new HashMap<>(begins);
        Map<TopicPartition, Long> last = new HashMap<>(ends);
        from.offsets(consumer, ends).forEach((partition, offset) -> first.merge(partition, offset, Math::max));
        until.offsets(consumer, ends).forEach((partition, offset) -> last.merge(partition, offset, Math::min));
        last.replaceAll((partition, end) -> Math.max(end, begins.get(partition)));
        first.replaceAll((partition, begin) -> Math.min(begin, last.get(partition)));
        return new TopicSnapshot(this, first, last);
    }

    /** The topic's name. */
    public String topic() {
        return topic;
    }

    /** Partition number → its first offset. */
    public Map<Integer, Long> firstOffsets() {
        return byNumber(begins);
    }

    /** Partition number → the offset after its last. */
    public Map<Integer, Long> endOffsets() {
        return byNumber(ends);
    }

    /**
     * Asks the broker for the first offsets of now: larger ones where records were deleted since.
     */
    public Map<Integer, Long> firstOffsetsNow() {
        return byNumber(consumer.beginningOffsets(begins.keySet()));
    }

    /** Offsets between begins and ends: at least as many as there are records. */
    public long span() {
        return sum(ends) - sum(begins);
    }

    /**
     * Hands over every record, each partition in its order.
     *
     * @throws CommandException if records stop coming before the end
     */
    public void read(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        read(begins, sink);
    }

    /**
     * Hands over the newest records of each partition, in its order.
     *
     * @param most offsets of a partition, from its end back: at least as many as there are records
     * @throws CommandException as {@link #read}
     */
    public void readNewest(long most, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        Map<TopicPartition, Long> starts = new HashMap<>(begins);
        starts.replaceAll((partition, begin) -> Math.max(begin, ends.get(partition) - most));
        read(starts, sink);
    }

    private void read(
            Map<TopicPartition, Long> starts, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        consumer.assign(ends.keySet());
        starts.forEach(consumer::seek);
        long lastSign = System.nanoTime();
        try (Progress progress = Progress.start("reading " + topic, sum(ends) - sum(starts))) {
            while (!atEnd()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    lastSign = System.nanoTime();
                } else if (System.nanoTime() - lastSign > STALL.toNanos()) {
                    throw new CommandException("no record of topic " + topic + " came for " + STALL.toSeconds()
                            + " s before its end: " + place()
                            + "; check the broker, and whether the topic was made anew, and try again");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
                        sink.accept(record);
                    }
                }
                progress.stepTo(done(starts));
            }
        }
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(offset -> offset.getKey().partition(), Map.Entry::getValue));
    }

    private boolean atEnd() {
        return behind().findFirst().isEmpty();
    }

    private String place() {
        return behind().map(partition ->
                        partition + " is at offset " + consumer.position(partition) + " of " + ends.get(partition))
                .collect(Collectors.joining(", "));
    }

    private Stream<TopicPartition> behind() {
        // Positions, not records: the last offsets of a partition may be transaction markers.
        return ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) < end.getValue())
                .map(Map.Entry::getKey);
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private long done(Map<TopicPartition, Long> starts) {
        return starts.keySet().stream()
                .collect(Collectors.toMap(Function.identity(), consumer::position))
                .entrySet()
                .stream()
                .mapToLong(at -> Math.min(at.getValue(), ends.get(at.getKey())) - starts.get(at.getKey()))
                .sum();
    }
}
