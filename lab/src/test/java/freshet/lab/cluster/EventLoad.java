package freshet.lab.cluster;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events at a steady rate on a thread of its own until it is stopped. What is late, since the
 * broker was away, is sent as soon as it can be: a producer that waits minutes for a broker loses
 * nothing.
 */
public final class EventLoad implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final String topic;
    private final double perSecond;
    private final LongFunction<SessionEvent> events;
    private final Producer<byte[], byte[]> producer;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::send, "event-load");
    private volatile boolean stopped;
    private long sent;

    /**
     * Starts to send.
     *
     * @param events makes the event of a running number, from 0 on
     */
    public EventLoad(KafkaConnection kafka, double perSecond, LongFunction<SessionEvent> events) {
        this(kafka, TopicNames.DEFAULT.events(), perSecond, events);
    }

    /** The same to another topic. */
    public EventLoad(KafkaConnection kafka, String topic, double perSecond, LongFunction<SessionEvent> events) {
        this.topic = topic;
        this.perSecond = perSecond;
        this.events = events;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        5,
                        "max.block.ms",
                        300_000,
                        "delivery.timeout.ms",
                        300_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        thread.start();
    }

    /** Events that the broker has taken so far. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Stops and waits until the broker has all of them; gives their number. */
    public long stop() throws InterruptedException {
        stopped = true;
        thread.join();
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take an event", failure.get());
        }
        return sent;
    }

    private void send() {
        long start = System.nanoTime();
        while (!stopped) {
            long due = start + (long) (sent / perSecond * NANOS);
            long early = due - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            } else {
                send(events.apply(sent));
                sent++;
            }
        }
    }

    private void send(SessionEvent event) {
        byte[] key = event.getSessionId().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, EventFormat.AVRO.encode(event));
        producer.send(record, (place, problem) -> {
            if (problem == null) {
                acknowledged.incrementAndGet();
            } else {
                failure.compareAndSet(null, problem);
            }
        });
    }

    @Override
    public void close() {
        stopped = true;
        producer.close(Duration.ZERO);
    }
}
