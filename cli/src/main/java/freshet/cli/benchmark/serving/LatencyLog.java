package freshet.cli.benchmark.serving;

import freshet.model.data.LoggedEvent;
import freshet.schema.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Pairs events with their recommendations, by session and time. One thread tells what is due, another what was read. */
final class LatencyLog {
    private final Map<Key, Long> due = new ConcurrentHashMap<>();
    private final List<Answered> answered = new ArrayList<>(); // of the thread that reads
    private final AtomicLong count = new AtomicLong(); // of what is in there, for all threads to see

    private record Key(String sessionId, long timeMillis) {}

    /** An event is about to be sent that was due at a time, now or before. */
    void sent(LoggedEvent event, long dueNanos) {
        due.put(new Key(event.sessionId(), event.event().timeMillis()), dueNanos);
    }

    /** A recommendation was read at a time. A second one for the same event changes nothing. */
    void read(Recommendation answer, long nanos) {
        Long since =
                due.remove(new Key(answer.getSessionId(), answer.getEventTime().toEpochMilli()));
        if (since != null) {
            answered.add(new Answered(since, nanos, answer.getModelVersion()));
            count.incrementAndGet();
        }
    }

    /** Events that were answered so far. */
    long count() {
        return count.get();
    }

    /** All that were answered up to now, in the order in which their answers were read. */
    List<Answered> answered() {
        return List.copyOf(answered.subList(0, (int) count()));
    }
}
