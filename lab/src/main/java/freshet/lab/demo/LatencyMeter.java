package freshet.lab.demo;

import freshet.schema.Recommendation;
import freshet.schema.SessionEvent;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Latency of an answer: from the moment at which the event is handed to the Kafka producer to the
 * moment at which a consumer has read the recommendation. Both are in this process, so one clock
 * measures. Threads may share it.
 */
final class LatencyMeter {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final Map<Sent, Long> sentNanos = new ConcurrentHashMap<>();
    private final Recorder recorder = new Recorder(LONGEST_MICROS, 3);
    private final Histogram total = new Histogram(LONGEST_MICROS, 3); // guarded by this

    private record Sent(String sessionId, Instant eventTime) {}

    /** An event is about to be sent. */
    void sent(String sessionId, Instant eventTime) {
        sentNanos.putIfAbsent(new Sent(sessionId, eventTime), System.nanoTime());
    }

    /** A recommendation was read. */
    void received(Recommendation answer) {
        Long sent = sentNanos.remove(new Sent(answer.getSessionId(), answer.getEventTime()));
        if (sent != null) {
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent);
            recorder.recordValue(Math.min(micros, LONGEST_MICROS));
        }
    }

    /** An event that was sent gets no answer. */
    void rejected(SessionEvent event) {
        sentNanos.remove(new Sent(event.getSessionId(), event.getEventTime()));
    }

    /** Microseconds of the answers since the last call. */
    synchronized Histogram interval() {
        Histogram interval = recorder.getIntervalHistogram();
        total.add(interval);
        return interval;
    }

    /** Microseconds of all answers. */
    synchronized Histogram total() {
        total.add(recorder.getIntervalHistogram());
        return total.copy();
    }
}
