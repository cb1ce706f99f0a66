package freshet.lab.benchmark.serving;

import freshet.cli.CommandException;
import freshet.schema.Recommendation;
import freshet.schema.codec.SingleObjectCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads new recommendations as a shop would, on a thread of its own, and notes when. */
final class AnswerReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STOP_MILLIS = 10_000;

    private final Consumer<byte[], byte[]> consumer;
    private final LatencyLog log;
    private final SingleObjectCodec<Recommendation> answers = new SingleObjectCodec<>(Recommendation.class);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::read, "benchmark-answers");

    /**
     * Starts to read what is written from now on.
     *
     * @param consumer is closed with this
     */
    AnswerReader(Consumer<byte[], byte[]> consumer, String topic, LatencyLog log) {
        this.consumer = consumer;
        this.log = log;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // looks it up now, not at the first poll
        thread.start();
    }

    /** @throws CommandException if the reading has failed */
    void requireWorking() {
        RuntimeException cause = failure.get();
        if (cause != null) {
            throw new CommandException("the recommendations cannot be read: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join(STOP_MILLIS);
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Recommendation answer = answers.decode(record.value());
                    log.read(answer, System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            // close() asked for the end: nothing is left to do.
            return;
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }
}
