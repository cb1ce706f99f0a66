package freshet.job.operator;

import freshet.job.stream.AcceptedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events gathered to be answered together, in rounds: the n-th event of a session in the batch is in the n-th round, so that no
 * round asks a session twice and each event is answered with all those before it. For one thread.
 */
final class EventBatch {
    private final int maxSize;
    private final List<List<AcceptedEvent>> rounds = new ArrayList<>(); // the first of them in use
    private final Map<String, Integer> eventsOfSession = new HashMap<>();
    private final long[] arrivals; // (maxSize), the first size of them
    private int roundsInUse;
    private int size;

    /** @param maxSize events that make it full, at least 1 */
    EventBatch(int maxSize) {
        this.maxSize = maxSize;
        this.arrivals = new long[maxSize];
    }

    /**
     * Takes an event into a batch that is not full.
     *
     * @param arrival when, by the clock of {@link System#nanoTime}
     */
    void add(AcceptedEvent event, long arrival) {
        int round = eventsOfSession.merge(event.sessionId(), 1, Integer::sum) - 1;
        if (round == rounds.size()) {
            rounds.add(new ArrayList<>());
        }
        rounds.get(round).add(event);
        roundsInUse = Math.max(roundsInUse, round + 1);
        arrivals[size++] = arrival;
    }

    /** When the event arrived that was the n-th to do so. */
    long arrival(int n) {
        return arrivals[n];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= maxSize;
    }

    /** The rounds in order, each with at least one event: a view, valid until the batch changes. */
    List<List<AcceptedEvent>> rounds() {
        return rounds.subList(0, roundsInUse);
    }

    void clear() {
        rounds().forEach(List::clear);
        eventsOfSession.clear();
        roundsInUse = 0;
        size = 0;
    }
}
