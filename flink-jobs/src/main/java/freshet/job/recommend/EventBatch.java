package freshet.job.recommend;

import freshet.job.stream.AcceptedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Events gathered to be answered together, in rounds: the n-th event of a
 * session in the batch is in the n-th round. So no round asks a session twice, and each event is
 * answered with all those before it. Allocates nothing per event. For one thread.
 */
final class EventBatch {
    private final int maxSize;
    private final List<AcceptedEvent> events = new ArrayList<>(); // in the order of their arrival
    private final int[] hashes; // (maxSize): of their sessions' ids
    private final int[] roundOf; // (maxSize)
    private final long[] arrivals; // (maxSize)
    private int rounds;

    /** @param maxSize events that make it full, at least 1 */
    EventBatch(int maxSize) {
        this.maxSize = maxSize;
        this.hashes = new int[maxSize];
        this.roundOf = new int[maxSize];
        this.arrivals = new long[maxSize];
    }

    /**
     * Takes an event into a batch that is not full.
     *
     * @param arrival when, by the clock of {@link System#nanoTime}
     */
    void add(AcceptedEvent event, long arrival) {
        int place = events.size();
        hashes[place] = event.sessionId().hashCode();
        roundOf[place] = nextRound(event.sessionId(), place);
        arrivals[place] = arrival;
        rounds = Math.max(rounds, roundOf[place] + 1);
        events.add(event);
    }

    /**
     * The round after that of the session's event before. Among some dozens this look at hashes is
     * as fast as a table, and allocates nothing.
     */
    private int nextRound(String sessionId, int place) {
        for (int before = place - 1; before >= 0; before--) {
            if (hashes[before] == hashes[place]
                    && events.get(before).sessionId().equals(sessionId)) {
                return roundOf[before] + 1;
            }
        }
        return 0;
    }

    int size() {
        return events.size();
    }

    boolean isFull() {
        return events.size() >= maxSize;
    }

    /** The event that was the n-th to arrive, from 0. */
    AcceptedEvent event(int n) {
        return events.get(n);
    }

    /** When that event arrived. */
    long arrival(int n) {
        return arrivals[n];
    }

    /** The round of that event, from 0. */
    int round(int n) {
        return roundOf[n];
    }

    /** How many rounds there are, each with at least one event. */
    int rounds() {
        return rounds;
    }

    void clear() {
        events.clear();
        rounds = 0;
    }
}
