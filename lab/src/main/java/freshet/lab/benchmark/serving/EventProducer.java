package freshet.lab.benchmark.serving;

import freshet.cli.CommandException;
import freshet.cli.replay.ReplayLog;
import freshet.model.data.LoggedEvent;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes generated events to the events topic. For one thread. */
final class EventProducer implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long sent;

    /** @param producer is closed with this */
    EventProducer(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** @throws CommandException if the broker did not take an earlier one */
    void send(LoggedEvent event) {
        requireTaken();
        byte[] key = event.sessionId().getBytes(StandardCharsets.UTF_8);
        byte[] value = EventFormat.AVRO.encode(ReplayLog.record(event));
        producer.send(new ProducerRecord<>(topic, key, value), (place, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
        sent++;
    }

    /** Waits until the broker has all of them, and gives their number. */
    long flush() {
        producer.flush();
        requireTaken();
        return sent;
    }

    private void requireTaken() {
        Exception problem = failure.get();
        if (problem != null) {
            throw new CommandException("topic " + topic + " did not take an event: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
