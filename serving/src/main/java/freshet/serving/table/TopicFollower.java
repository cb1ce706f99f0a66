package freshet.serving.table;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a compacted topic on a thread of its own, without a consumer group: reads it whole, then
 * what comes, until it is closed. Brokers may go and come back. A topic that was made anew is read
 * anew from its oldest record, partitions that were added from theirs. Threads may share it.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final Runnable ASLEEP = () -> {};
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final Properties client;
    private final String topic;
    private final Duration look;
    private final Table table;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Runnable> waking = new AtomicReference<>(ASLEEP);
    private volatile Optional<String> problem;

    /** Takes what the topic says, on the follower's thread. */
    public interface Table {
        /** The topic is read from its oldest record on: what was taken before may come again. */
        void begin();

        /** A committed record; each partition's come in their order. */
        void take(ConsumerRecord<byte[], byte[]> record);

        /** All that the topic had at {@link #begin} was taken. */
        void whole();
    }

    /**
     * Begins to follow.
     *
     * @param kafka properties of Kafka's clients, among them where the brokers are
     * @param topic its name
     * @param look between two looks at whether the topic is another one, or has more partitions
     */
    public TopicFollower(Properties kafka, String topic, Duration look, Table table) {
        this.client = consumerProperties(kafka);
        this.topic = topic;
        this.look = look;
        this.table = table;
        this.problem = Optional.of("topic " + topic + " is not read yet");
        this.thread = new Thread(this::run, "freshet-follower-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    private static Properties consumerProperties(Properties kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("allow.auto.create.topics", "false");
        // Where the broker deletes what was to come next, what is left is read on.
        properties.setProperty("auto.offset.reset", "earliest");
        properties.putIfAbsent("default.api.timeout.ms", "10000");
        properties.putIfAbsent("request.timeout.ms", "5000");
        return properties;
    }

    /**
     * One line that says why the topic is not read to the end that it had, or how far; empty once
     * that is done. A broker that is away later is no problem: what was read holds.
     */
    public Optional<String> problem() {
        return problem;
    }

    private void run() {
        Duration retry = FIRST_RETRY;
        while (isOpen()) {
            try {
                follow();
                retry = FIRST_RETRY;
            } catch (RuntimeException e) { // of a broker, a topic, a login: all may come right
                if (isOpen()) {
                    LOG.warn(
                            "topic {} cannot be followed; tried again in {} ms: {}", topic, retry.toMillis(), words(e));
                    problem = problem.map(unread -> "topic " + topic + " cannot be read: " + words(e));
                    rest(retry);
                    retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? retry.multipliedBy(2) : LONGEST_RETRY;
                }
            }
        }
    }

    private static String words(RuntimeException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void rest(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }

    /** Until the topic is another one, or this is closed. */
    private void follow() {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        waking.set(consumer::wakeup);
        try (TopicIdentity identity = new TopicIdentity(client, topic, look)) {
            List<TopicPartition> partitions = partitions(identity.ask(this::isOpen));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Progress progress = new Progress(ends);
            LOG.info("following topic {}: {}", topic, ends);
            table.begin();
            while (isOpen() && !identity.isAnother()) {
                progress.step(consumer);
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.forEach(table::take);
                progress.taken(records.count());
                if (identity.partitions() > consumer.assignment().size()) {
                    LOG.info(
                            "topic {} has {} partitions now; the new ones are read whole",
                            topic,
                            identity.partitions());
                    consumer.assign(partitions(identity.partitions())); // those before keep their positions
                }
            }
        } finally {
            waking.set(ASLEEP);
            consumer.close(CloseOptions.timeout(CLOSE)); // no broker has to hear of it
        }
    }

    private List<TopicPartition> partitions(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    /** Follows the topic no longer; waits until the table is told nothing any more. */
    @Override
    public void close() {
        closing.countDown();
        waking.get().run(); // it may wait for a broker
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How far the first reading is. For the follower's thread. */
    private final class Progress {
        private final Map<TopicPartition, Long> ends;
        private long records;
        private boolean whole;

        Progress(Map<TopicPartition, Long> ends) {
            this.ends = ends;
        }

        void taken(int count) {
            records += count;
        }

        void step(KafkaConsumer<byte[], byte[]> consumer) {
            if (whole) {
                return;
            }
            // Positions, not records: the last offsets of a partition may be those of transactions.
            Optional<TopicPartition> behind = ends.entrySet().stream()
                    .filter(end -> consumer.position(end.getKey()) < end.getValue())
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (behind.isEmpty()) {
                LOG.info("topic {} is read whole: {} records", topic, records);
                table.whole();
                whole = true;
                problem = Optional.empty();
            } else if (problem.isPresent()) {
                problem = Optional.of("topic " + topic + " is not read whole yet: " + behind.get() + " is at offset "
                        + consumer.position(behind.get()) + " of " + ends.get(behind.get()));
            }
        }
    }
}
