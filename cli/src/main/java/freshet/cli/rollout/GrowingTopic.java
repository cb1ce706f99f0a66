package freshet.cli.rollout;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.terminal.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** A topic that is read on from look to look, each time to what is its end then. For one thread. */
final class GrowingTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALL = Duration.ofSeconds(30);
    private static final Duration SKEW = Duration.ofMinutes(1); // of the clocks of broker and announcer

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<TopicPartition, Long> places = new HashMap<>(); // where to read on

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
    }

    /** Begins to read a partition at an offset. */
    void beginAt(int partition, long offset) {
        places.put(new TopicPartition(topic, partition), offset);
    }

    /**
     * Hands over what has come since the last time, each partition in its order.
     *
     * @throws CommandException if records stop coming before the end, or the topic was made anew
     */
    void readOn(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        if (places.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(places.keySet());
        Map<TopicPartition, Long> first = consumer.beginningOffsets(places.keySet());
        places.replaceAll((partition, place) -> Math.max(place, first.get(partition)));
        ends.forEach((partition, end) -> requireSame(partition, end));
        consumer.assign(ends.keySet());
        places.forEach(consumer::seek);
        long done = 0;
        long lastSign = System.nanoTime();
        try (Progress progress = Progress.start("reading " + topic, behind(ends))) {
            while (behind(ends) > 0) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    lastSign = System.nanoTime();
                } else if (System.nanoTime() - lastSign > STALL.toNanos()) {
                    throw new CommandException("no record of topic " + topic + " came for " + STALL.toSeconds()
                            + " s before its end; check the broker, and try again");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
                        sink.accept(record);
                    }
                }
                // Positions, not records: a transaction ends with a marker.
                places.replaceAll((partition, place) -> Math.min(consumer.position(partition), ends.get(partition)));
                done += records.count();
                progress.stepTo(done);
            }
        }
    }

    private void requireSame(TopicPartition partition, long end) {
        if (end < places.get(partition)) {
            throw new CommandException("topic " + topic + " ends at offset " + end + " of partition "
                    + partition.partition() + " and was read to " + places.get(partition)
                    + "; it was made anew: end the trial, and publish the challenger again");
        }
    }

    private long behind(Map<TopicPartition, Long> ends) {
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            behind += end.getValue() - places.get(end.getKey());
        }
        return behind;
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
