package freshet.cli.replay;

import freshet.cli.CommandException;
import freshet.cli.progress.Progress;
import freshet.model.data.LoggedEvent;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends a log to Kafka at a pace. Open loop: each event is due at a time of its own, counted from the start, so that a slow broker
 * delays it but thins nothing out. For one thread.
 */
final class Replay {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final EventFormat format;
    private final Pace pace;
    private final ReplayTimer timer;
    private final AtomicLong acknowledged = new AtomicLong(); // counted by the producer's thread
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Replay(Producer<byte[], byte[]> producer, String topic, EventFormat format, Pace pace, ReplayTimer timer) {
        this.producer = producer;
        this.topic = topic;
        this.format = format;
        this.pace = pace;
        this.timer = timer;
    }

    /**
     * Sends the events, and waits until the broker has all that were sent.
     *
     * @param events in the order of their times
     * @throws CommandException if the broker did not take an event
     */
    ReplayResult run(List<LoggedEvent> events) {
        long start = timer.nanoTime();
        long firstTime = events.isEmpty() ? 0 : events.get(0).event().timeMillis();
        long maxLag = 0;
        int sent = 0;
        try (Progress progress = Progress.start("sending to " + topic, events.size())) {
            for (LoggedEvent event : events) {
                long due = pace == Pace.MAX
                        ? timer.nanoTime()
                        : start + pace.dueNanos(event.event().timeMillis() - firstTime);
                awaitUntil(due);
                if (timer.ended() || failure.get() != null) {
                    break;
                }
                maxLag = Math.max(maxLag, timer.nanoTime() - due);
                producer.send(record(event), this::sent);
                progress.stepTo(++sent);
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new CommandException(
                    "topic " + topic + " did not take an event: "
                            + failure.get().getMessage() + "; " + acknowledged + " of " + events.size()
                            + " events were acknowledged",
                    failure.get());
        }
        long lag = pace == Pace.MAX ? 0 : maxLag;
        return new ReplayResult(events.size(), acknowledged.get(), timer.nanoTime() - start, lag);
    }

    private void awaitUntil(long due) {
        long millis = TimeUnit.NANOSECONDS.toMillis(due - timer.nanoTime());
        while (millis > 0 && !timer.ended() && failure.get() == null) {
            timer.await(Math.min(millis, TimeUnit.SECONDS.toMillis(1)));
            millis = TimeUnit.NANOSECONDS.toMillis(due - timer.nanoTime());
        }
    }

    private ProducerRecord<byte[], byte[]> record(LoggedEvent event) {
        byte[] key = event.sessionId().getBytes(StandardCharsets.UTF_8);
        long timestamp = Math.max(0, event.event().timeMillis()); // Kafka knows no time before 1970
        return new ProducerRecord<>(topic, null, timestamp, key, format.encode(ReplayLog.record(event)));
    }

    private void sent(RecordMetadata place, Exception error) {
        if (error == null) {
            acknowledged.incrementAndGet();
        } else {
            failure.compareAndSet(null, error);
        }
    }
}
