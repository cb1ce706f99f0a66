package freshet.lab.demo;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.SessionEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings each event together with its answer, whichever is read first. The answers of a session
 * come out in the order of its events' arrival; an answer that a failure made the job write again
 * comes out once. For one thread.
 */
final class AnswerJoin {
    private final Consumer<AnsweredEvent> answered;
    private final Map<Place, SessionEvent> unanswered = new HashMap<>();
    private final Map<Place, Recommendation> ahead = new HashMap<>(); // answers whose events are still to be read
    private final Map<Integer, Long> readTo = new HashMap<>(); // by partition of the events topic

    private record Place(int partition, long offset) {}

    AnswerJoin(Consumer<AnsweredEvent> answered) {
        this.answered = answered;
    }

    /** Takes an event from its place in the events topic. */
    void event(int partition, long offset, SessionEvent event) {
        readTo.put(partition, offset);
        Place place = new Place(partition, offset);
        Recommendation answer = ahead.remove(place);
        if (answer == null) {
            unanswered.put(place, event);
        } else {
            answered.accept(new AnsweredEvent(event, answer));
        }
    }

    /** Takes an answer. */
    void answer(Recommendation answer) {
        Place place = place(answer.getEvent());
        SessionEvent event = unanswered.remove(place);
        if (event != null) {
            answered.accept(new AnsweredEvent(event, answer));
        } else if (readTo.getOrDefault(place.partition(), -1L) < place.offset()) {
            ahead.put(place, answer);
        }
    }

    /**
     * Takes the rejection of an event, for which no answer will come, and gives the event if it was
     * one and was read before.
     */
    Optional<SessionEvent> rejection(EventCoordinates rejected) {
        return Optional.ofNullable(unanswered.remove(place(rejected)));
    }

    /** Events read that have neither answer nor rejection yet. */
    int open() {
        return unanswered.size();
    }

    private static Place place(EventCoordinates event) {
        return new Place(event.getPartition(), event.getOffset());
    }

    /**
     * An event and the answer that it got.
     *
     * @param event as it was read from the events topic
     * @param answer as it was read from the recommendations topic
     */
    record AnsweredEvent(SessionEvent event, Recommendation answer) {

        /** Event time, milliseconds. */
        long timeMillis() {
            return event.getEventTime().toEpochMilli();
        }
    }
}
