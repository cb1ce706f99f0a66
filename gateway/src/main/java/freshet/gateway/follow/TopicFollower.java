package freshet.gateway.follow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads one topic on a thread of its own: committed records of all partitions, from some time
 * before the newest record of each. Waits for a topic that is missing and for brokers that are
 * away. Reads added partitions, and a topic that was made anew, from their begin.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_MILLIS = 1_000;

    private final FollowerSettings settings;
    private final TopicReader reader;
    private final Admin admin;
    private final TopicLook look;
    private final Consumer<byte[], byte[]> consumer;
    private final CatchUp catchUp = new CatchUp();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Optional<TopicLook.Layout> followed = Optional.empty(); // the thread's alone
    private volatile Optional<String> problem = Optional.empty();

    /**
     * Begins to read. No broker need be there yet.
     *
     * @throws KafkaException if Kafka refuses a property or resolves no address
     */
    public TopicFollower(FollowerSettings settings, TopicReader reader) {
        this.settings = settings;
        this.reader = reader;
        admin = Admin.create(settings.admin());
        try {
            consumer =
                    new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
        look = new TopicLook(settings, admin);
        thread = new Thread(this::read, "freshet-" + settings.topic());
        thread.setDaemon(true);
        thread.start();
    }

    /** How much of what was there at the start is read, 0 to 1. */
    public double share() {
        return catchUp.share();
    }

    /** What is wrong now, in one sentence with its remedy; empty if the topic is being read. */
    public Optional<String> problem() {
        return problem.isPresent() ? problem : look.problem();
    }

    /** Ends the reading and waits for it, for some seconds at most. */
    @Override
    public void close() {
        stopping.countDown();
        consumer.wakeup();
        try {
            thread.join(FollowerSettings.REACH.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        look.close();
    }

    private void read() {
        try (consumer) {
            while (stopping.getCount() > 0) {
                try {
                    readOn();
                    problem = Optional.empty();
                } catch (WakeupException e) {
                    // close() wants the end, which the loop's condition tells.
                } catch (RuntimeException e) {
                    problem = Optional.of("topic " + settings.topic() + " cannot be read: " + e.getMessage()
                            + "; check that a broker runs at " + settings.bootstrapServers());
                    pause();
                } catch (InterruptedException e) {
                    stopping.countDown(); // an interruption wants the end as well
                }
            }
        }
    }

    private void readOn() throws InterruptedException {
        Optional<TopicLook.Layout> now = look.layout();
        if (now.isEmpty()) {
            stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        if (!now.equals(followed)) {
            follow(now.get());
            followed = now;
        }
        consumer.poll(POLL).forEach(reader::take);
        reader.pause();
        catchUp.reached(consumer);
    }

    private void pause() {
        try {
            stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    private void follow(TopicLook.Layout now) throws InterruptedException {
        List<TopicPartition> all = IntStream.range(0, now.partitions())
                .mapToObj(partition -> new TopicPartition(settings.topic(), partition))
                .toList();
        consumer.assign(all);
        if (followed.isEmpty()) {
            Map<TopicPartition, Long> begins = begins(all);
            catchUp.begin(begins, consumer.endOffsets(all));
            begins.forEach(consumer::seek);
            return;
        }
        boolean anew = !followed.get().id().equals(now.id());
        if (anew) {
            reader.forget();
            catchUp.begin(consumer.beginningOffsets(all), consumer.endOffsets(all));
        }
        int known = anew ? 0 : Math.min(followed.get().partitions(), all.size());
        if (known < all.size()) { // none would mean all
            consumer.seekToBeginning(all.subList(known, all.size()));
        }
    }

    /**
     * Where to begin: per partition at the first record from {@code back} before its newest one. A
     * partition that is quiet for long begins as far before its last record.
     */
    private Map<TopicPartition, Long> begins(List<TopicPartition> all) throws InterruptedException {
        Map<TopicPartition, Long> since = new HashMap<>();
        long clock = System.currentTimeMillis();
        newest(all)
                .forEach((partition, found) -> since.put(
                        partition,
                        Math.max(
                                0,
                                Math.min(found.timestamp(), clock)
                                        - settings.back().toMillis())));
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(all));
        consumer.offsetsForTimes(since).forEach((partition, found) -> {
            if (found != null) {
                begins.put(partition, found.offset());
            }
        });
        return begins;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> newest(List<TopicPartition> all) throws InterruptedException {
        try {
            return admin.listOffsets(all.stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.maxTimestamp())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known
                    ? known
                    : new KafkaException(e.getCause().getMessage(), e.getCause());
        }
    }
}
