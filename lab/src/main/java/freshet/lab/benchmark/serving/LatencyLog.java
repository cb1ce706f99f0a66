package freshet.lab.benchmark.serving;

import freshet.model.data.LoggedEvent;
import freshet.schema.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Pairs events with their recommendations, by session and time. One thread tells what is due,
 * another what was read. What is noted goes into arrays that are there from the start: an object
 * for each answer would be copied by many collections of garbage, which every answer then waits
 * for.
 */
final class LatencyLog {
    private final Map<Key, Long> due = new ConcurrentHashMap<>();
    private final long[] dueNanos; // (events), these three of the thread that reads
    private final long[] readNanos; // (events)
    private final long[] modelVersions; // (events)
    private final AtomicInteger count = new AtomicInteger(); // how many are in there, for all threads to see

    private record Key(String sessionId, long timeMillis) {}

    /** @param events at most this many are sent */
    LatencyLog(int events) {
        dueNanos = new long[events];
        readNanos = new long[events];
        modelVersions = new long[events];
    }

    /** An event is about to be sent that was due at a time, now or before. */
    void sent(LoggedEvent event, long dueNanos) {
        due.put(new Key(event.sessionId(), event.event().timeMillis()), dueNanos);
    }

    /** A recommendation was read at a time. A second one for the same event changes nothing. */
    void read(Recommendation answer, long nanos) {
        Long since =
                due.remove(new Key(answer.getSessionId(), answer.getEventTime().toEpochMilli()));
        if (since != null) {
            int at = count.get();
            dueNanos[at] = since;
            readNanos[at] = nanos;
            modelVersions[at] = answer.getModelVersion();
            count.set(at + 1);
        }
    }

    /** Events that were answered so far. */
    int count() {
        return count.get();
    }

    /** All that were answered up to now, in the order in which their answers were read. */
    List<Answered> answered() {
        return IntStream.range(0, count())
                .mapToObj(at -> new Answered(dueNanos[at], readNanos[at], modelVersions[at]))
                .toList();
    }

    /**
     * An event that was answered.
     *
     * @param dueNanos when it should have been sent
     * @param readNanos when a consumer had read the recommendation
     * @param modelVersion that made it
     */
    record Answered(long dueNanos, long readNanos, long modelVersion) {

        /** From due to read, in microseconds. */
        long latencyMicros() {
            return (readNanos - dueNanos) / 1_000;
        }
    }
}
