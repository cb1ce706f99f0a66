package freshet.cli.replay;

import freshet.cli.CommandException;
import freshet.cli.terminal.Progress;
import freshet.model.data.LoggedEvent;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends a log to Kafka at a pace. Open loop: each event is due at a time of its own, counted from
 * the start, so that a slow broker delays it but thins nothing out. For one thread.
 */
final class Replay {
    private static final long SAY_AGAIN_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final EventFormat format;
    private final Pace pace;
    private final ReplayTimer timer;
    private final Consumer<String> say;
    private final AtomicLong acknowledged = new AtomicLong(); // counted by the producer's thread
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param say is given a line at the start, and when a pause is long */
    Replay(
            Producer<byte[], byte[]> producer,
            String topic,
            EventFormat format,
            Pace pace,
            ReplayTimer timer,
            Consumer<String> say) {
        this.producer = producer;
        this.topic = topic;
        this.format = format;
        this.pace = pace;
        this.timer = timer;
        this.say = say;
    }

    /**
     * Sends the events, and waits until the broker has all that were sent.
     *
     * @param events in the order of their times
     * @throws CommandException if the broker did not take an event
     */
    Result run(List<LoggedEvent> events) {
        ReplaySchedule schedule = new ReplaySchedule(events, pace);
        if (pace != Pace.MAX && !events.isEmpty()) {
            say.accept(schedule.words());
            schedule.longestPause().ifPresent(say);
        }
        long start = timer.nanoTime();
        long maxLag = 0;
        try (Progress progress = Progress.start("sending to " + topic, events.size())) {
            for (int i = 0; i < events.size(); i++) {
                long due = pace == Pace.MAX ? timer.nanoTime() : start + schedule.dueNanos(i);
                awaitUntil(due, schedule, i);
                if (timer.ended() || failure.get() != null) {
                    break;
                }
                maxLag = Math.max(maxLag, timer.nanoTime() - due);
                producer.send(record(events.get(i)), this::sent);
                progress.stepTo(i + 1);
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
        return new Result(events.size(), acknowledged.get(), timer.nanoTime() - start, lag);
    }

    /** Tells of a long wait at its start, and again every hour. */
    private void awaitUntil(long due, ReplaySchedule schedule, int event) {
        long left = due - timer.nanoTime();
        long nextWord = left < ReplaySchedule.LONG.toNanos() ? 0 : left;
        while (TimeUnit.NANOSECONDS.toMillis(left) > 0 && !timer.ended() && failure.get() == null) {
            if (nextWord > 0 && left <= nextWord) {
                say.accept(schedule.waiting(event, left));
                nextWord = left - SAY_AGAIN_NANOS;
            }
            timer.await(Math.min(TimeUnit.NANOSECONDS.toMillis(left), TimeUnit.SECONDS.toMillis(1)));
            left = due - timer.nanoTime();
        }
    }

    private ProducerRecord<byte[], byte[]> record(LoggedEvent event) {
        byte[] key = event.sessionId().getBytes(StandardCharsets.UTF_8);
        // Kafka knows no time before 1970, and refuses by default what is over an hour ahead;
        // events may be a day ahead.
        long timestamp = Math.max(0, Math.min(event.event().timeMillis(), System.currentTimeMillis()));
        return new ProducerRecord<>(topic, null, timestamp, key, format.encode(ReplayLog.record(event)));
    }

    private void sent(RecordMetadata place, Exception error) {
        if (error == null) {
            acknowledged.incrementAndGet();
        } else {
            failure.compareAndSet(null, error);
        }
    }

    /**
     * What a replay did.
     *
     * @param events events that it had to send
     * @param acknowledged events that the broker has
     * @param elapsedNanos from the first send to the last acknowledgement, nanoseconds
     * @param maxLagNanos how long after its intended time the latest event was handed over,
     *     nanoseconds; 0 at the highest speed
     */
    record Result(long events, long acknowledged, long elapsedNanos, long maxLagNanos) {

        /** Whether the broker has every event. */
        boolean complete() {
            return acknowledged == events;
        }
    }
}
