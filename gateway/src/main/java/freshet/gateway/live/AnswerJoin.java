package freshet.gateway.live;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.SessionEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings each event together with its answer, whichever is read first. The answers of a session
 * come out in the order of its events' arrival; an answer that a failure made the job write again
 * comes out once. Events whose answers take long and answers whose events do make room for newer
 * ones. For one thread.
 */
public final class AnswerJoin {
    private final Consumer<AnsweredEvent> answered;
    private final Map<Place, Written> unanswered;
    private final Map<Place, Recommendation> ahead; // answers whose events are still to be read
    private final Map<Integer, Long> readTo = new HashMap<>(); // by partition of the events topic

    private record Place(int partition, long offset) {}

    private record Written(SessionEvent event, long millis) {}

    /**
     * @param capacity most events that wait for their answers, and most answers that wait for their
     *     events
     */
    public AnswerJoin(int capacity, Consumer<AnsweredEvent> answered) {
        this.answered = answered;
        this.unanswered = new Bounded<>(capacity);
        this.ahead = new Bounded<>(capacity);
    }

    /**
     * Takes an event from its place in the events topic.
     *
     * @param writtenMillis the record's timestamp, milliseconds since 1970
     */
    public void event(int partition, long offset, long writtenMillis, SessionEvent event) {
        readTo.put(partition, offset);
        Place place = new Place(partition, offset);
        Recommendation answer = ahead.remove(place);
        if (answer == null) {
            unanswered.put(place, new Written(event, writtenMillis));
        } else {
            answered.accept(new AnsweredEvent(event, answer, writtenMillis));
        }
    }

    /** Takes an answer. */
    public void answer(Recommendation answer) {
        Place place = place(answer.getEvent());
        Written event = unanswered.remove(place);
        if (event != null) {
            answered.accept(new AnsweredEvent(event.event(), answer, event.millis()));
        } else if (readTo.getOrDefault(place.partition(), -1L) < place.offset()) {
            ahead.put(place, answer);
        }
    }

    /**
     * Takes the rejection of an event, for which no answer will come, and gives the event if it was
     * one and was read before.
     */
    public Optional<SessionEvent> rejection(EventCoordinates rejected) {
        return Optional.ofNullable(unanswered.remove(place(rejected))).map(Written::event);
    }

    /** Events read that have neither answer nor rejection yet. */
    public int open() {
        return unanswered.size();
    }

    /** Forgets all: the topic was made anew, and its places mean other events. */
    public void clear() {
        unanswered.clear();
        ahead.clear();
        readTo.clear();
    }

    private static Place place(EventCoordinates event) {
        return new Place(event.getPartition(), event.getOffset());
    }

    /** In the order of coming; the eldest makes room. */
    private static final class Bounded<V> extends LinkedHashMap<Place, V> {
        private static final long serialVersionUID = 1L;

        private final int capacity;

        Bounded(int capacity) {
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, V> eldest) {
            return size() > capacity;
        }
    }
}
