package freshet.lab.benchmark.gateway;

import freshet.cli.CommandException;
import freshet.client.Answer;
import freshet.client.Event;
import freshet.client.FreshetClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends events at a fixed rate, in turns by a Kafka client and over HTTP, and notes how long each
 * waits for its own answer. An event that is late is sent at once and counts from when it was due.
 * For one thread.
 */
final class WaitRun {
    private static final double SECOND = 1e9;
    private static final long LONGEST_MICROS = 60_000_000;
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 1_000_000;

    private final FreshetClient client;
    private final HttpLoad http;
    private final String host;
    private final double perSecond;
    private final Clicks clicks;
    private final AtomicReference<String> failure = new AtomicReference<>();

    /** How long events waited for their answers, microseconds. */
    record Waits(Histogram client, Histogram http) {}

    /** @param host and port of the gateway */
    WaitRun(FreshetClient client, HttpLoad http, String host, double perSecond, Clicks clicks) {
        this.client = client;
        this.http = http;
        this.host = host;
        this.perSecond = perSecond;
        this.clicks = clicks;
    }

    /**
     * Takes turns for some time.
     *
     * @param turn how long each goes on before the other has its turn
     * @param turns how many each has
     */
    Waits run(Duration turn, int turns) throws IOException {
        Histogram byClient = new ConcurrentHistogram(LONGEST_MICROS, 3);
        Histogram byHttp = new ConcurrentHistogram(LONGEST_MICROS, 3);
        for (int each = 0; each < turns; each++) {
            send(turn, due -> byClient(due, byClient));
            drain();
            send(turn, due -> byHttp(due, byHttp));
            drain();
        }
        return new Waits(byClient, byHttp);
    }

    private interface Sender {
        void send(long dueNanos) throws IOException;
    }

    private void send(Duration turn, Sender sender) throws IOException {
        long start = System.nanoTime();
        long events = (long) (perSecond * turn.toNanos() / SECOND);
        for (long event = 0; event < events; event++) {
            long due = start + (long) (event * SECOND / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sender.send(due);
        }
    }

    private void byClient(long due, Histogram waits) {
        Event event = clicks.next();
        client.send(event, WAIT).whenComplete((answer, fault) -> {
            if (answer instanceof Answer.Recommended) {
                note(waits, due, System.nanoTime());
            } else {
                failure.set("an event by the client ended with " + (fault == null ? answer : fault));
            }
        });
    }

    private void byHttp(long due, Histogram waits) throws IOException {
        LongConsumer done = now -> note(waits, due, now);
        http.idle().send(request(clicks.next()), done);
    }

    private byte[] request(Event event) {
        String body = String.format(
                Locale.ROOT,
                "{\"sessionId\":\"%s\",\"itemId\":\"%s\",\"eventTime\":%d}",
                event.sessionId(),
                event.itemId(),
                event.time().toEpochMilli());
        String head = "POST /v1/events?wait=" + WAIT.toSeconds() + "s HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    /** Waits until all that was sent is answered. */
    private void drain() {
        while (http.waiting() > 0 || client.status().pending() > 0) {
            requireWorking();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        requireWorking();
    }

    private void requireWorking() {
        http.requireWorking();
        if (failure.get() != null) {
            throw new CommandException(failure.get());
        }
    }

    private static void note(Histogram waits, long due, long now) {
        waits.recordValue(Math.min((now - due) / 1_000, LONGEST_MICROS));
    }
}
