package freshet.lab.demo;

import freshet.cli.CommandException;
import freshet.cli.replay.ReplayLog;
import freshet.model.data.LoggedEvent;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends the live events at their pace, on a thread of its own. */
final class EventSender implements AutoCloseable {
    private static final long LONGEST_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STOP_MILLIS = 10_000;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Traffic traffic;
    private final LatencyMeter latency;
    private final TrafficClock clock;
    private final CatalogueSender catalogue;
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::send, "events");
    private volatile boolean stopped;
    private volatile boolean held;

    /**
     * Starts to send.
     *
     * @param producer is closed with this
     * @param catalogue tells of each item before its first event
     */
    EventSender(
            Producer<byte[], byte[]> producer,
            String topic,
            Traffic traffic,
            LatencyMeter latency,
            TrafficClock clock,
            CatalogueSender catalogue) {
        this.producer = producer;
        this.topic = topic;
        this.traffic = traffic;
        this.latency = latency;
        this.clock = clock;
        this.catalogue = catalogue;
        thread.start();
    }

    /** Events that are on the topic. */
    long written() {
        return written.get();
    }

    /** Whether every event has been sent. */
    boolean finished() {
        return !thread.isAlive();
    }

    /** @throws CommandException if an event could not be written */
    void requireWorking() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new CommandException(
                    "an event could not be written to topic " + topic + ": " + cause.getMessage(), cause);
        }
    }

    /** Sends no further event until {@link #goOn}; the traffic's time is still meanwhile. */
    void hold() {
        held = true;
    }

    /** Goes on where it was held. */
    void goOn() {
        held = false;
    }

    /** Whether it was held and does not go on yet. */
    boolean isHeld() {
        return held;
    }

    /** Sends no further event and waits until those sent are on the topic. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join(STOP_MILLIS);
        producer.flush();
    }

    @Override
    public void close() {
        stopped = true;
        producer.close();
    }

    private void send() {
        long start = System.nanoTime();
        for (long index = 0; !stopped && failure.get() == null && traffic.live().hasNext(); index++) {
            LoggedEvent event = traffic.live().next();
            start += pause();
            waitUntil(start + (long) (traffic.pace().dueMillis(event, index) * 1e6));
            if (!stopped) {
                send(event);
            }
        }
        producer.flush();
    }

    /** Waits while it is held, and says how long that was. */
    private long pause() {
        long begun = System.nanoTime();
        while (held && !stopped) {
            LockSupport.parkNanos(LONGEST_NAP_NANOS);
        }
        return System.nanoTime() - begun;
    }

    private void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0 && !stopped; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LONGEST_NAP_NANOS));
        }
    }

    private void send(LoggedEvent logged) {
        SessionEvent event = ReplayLog.record(logged);
        byte[] key = logged.sessionId().getBytes(StandardCharsets.UTF_8);
        catalogue.tell(event.getItemId(), producer);
        latency.sent(event.getSessionId(), event.getEventTime());
        clock.sent(event.getEventTime());
        producer.send(new ProducerRecord<>(topic, key, EventFormat.AVRO.encode(event)), (place, problem) -> {
            if (problem == null) {
                written.incrementAndGet();
            } else {
                failure.compareAndSet(null, problem);
            }
        });
    }
}
