package freshet.lab.demo;

import freshet.cli.kafka.TopicNames;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads events, recommendations and rejections as they come and puts them on the board, on a thread
 * of its own.
 */
final class TopicsReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STOP_MILLIS = 10_000;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicNames topics;
    private final DemoBoard board;
    private final SingleObjectCodec<SessionEvent> events = new SingleObjectCodec<>(SessionEvent.class);
    private final SingleObjectCodec<Recommendation> answers = new SingleObjectCodec<>(Recommendation.class);
    private final SingleObjectCodec<RejectedEvent> rejections = new SingleObjectCodec<>(RejectedEvent.class);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::read, "topics");

    /**
     * Starts to read, from the first record of each topic.
     *
     * @param consumer is closed with this
     */
    TopicsReader(Consumer<byte[], byte[]> consumer, TopicNames topics, DemoBoard board) {
        this.consumer = consumer;
        this.topics = topics;
        this.board = board;
        List<TopicPartition> partitions = Stream.of(topics.events(), topics.recommendations(), topics.rejected())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    /** Throws what made the reading end, if anything did. */
    void requireWorking() {
        RuntimeException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller is to end as well
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException e) {
            // close() asked for the end: nothing is left to do.
            return;
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.events())) {
            board.event(record.partition(), record.offset(), record.timestamp(), events.decode(record.value()));
        } else if (record.topic().equals(topics.recommendations())) {
            board.answer(answers.decode(record.value()));
        } else {
            board.rejection(rejections.decode(record.value()));
        }
    }
}
