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
    private int roundsInUse;
    private int size;

    /** @param maxSize events that make it full, at least 1 */
    EventBatch(int maxSize) {
        this.maxSize = maxSize;
    }

    void add(AcceptedEvent event) {
        int round = eventsOfSession.merge(event.sessionId(), 1, Integer::sum) - 1;
        if (round == rounds.size()) {
            rounds.add(new ArrayList<>());
        }
        rounds.get(round).add(event);
        roundsInUse = Math.max(roundsInUse, round + 1);
        size++;
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
