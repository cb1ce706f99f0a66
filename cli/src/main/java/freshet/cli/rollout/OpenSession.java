package freshet.cli.rollout;

import freshet.model.session.Arrival;
import freshet.schema.event.EventLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The events of one session key that are still to be judged. For one thread. */
final class OpenSession {
    private static final int EVENTS_PER_PAIR = 5; // not every event need have two answers

    private static final long EARLIEST = EventLimits.DEFAULT.earliest().toEpochMilli();
    private static final long UNKNOWN = -1; // a time of a record that cannot be right

    private final String id;
    private final List<Written> events = new ArrayList<>(4); // in the order of their offsets
    private long firstMillis = Long.MIN_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private int paired;

    private static final class Written {
        private final long offset;
        private final long item;
        private final long saidMillis;
        private final long recordMillis;
        private Optional<ArmAnswer> seen = Optional.empty();
        private Optional<ArmAnswer> shadow = Optional.empty();

        Written(long offset, long item, long saidMillis, long recordMillis) {
            this.offset = offset;
            this.item = item;
            this.saidMillis = saidMillis;
            this.recordMillis = recordMillis;
        }

        AnsweredEvent answered() {
            return OpenSession.answered(offset, item, saidMillis, recordMillis, seen.orElseThrow(), shadow);
        }
    }

    OpenSession(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** An event with its visitor's answer, at the time by which the job counts it. */
    static AnsweredEvent answered(
            long offset, long item, long saidMillis, long recordMillis, ArmAnswer seen, Optional<ArmAnswer> shadow) {
        long known = recordMillis < EARLIEST ? UNKNOWN : recordMillis;
        long time = Arrival.bounded(saidMillis, known, Math.max(seen.emittedMillis(), 0));
        return new AnsweredEvent(offset, item, time, recordMillis, seen, shadow);
    }

    /** The time of an event without an answer, as far as it can be right. */
    static long plausible(long saidMillis, long recordMillis) {
        return recordMillis < EARLIEST ? saidMillis : Math.min(saidMillis, recordMillis);
    }

    /** Takes an event from its place. */
    void event(long offset, long item, long saidMillis, long recordMillis) {
        if (events.isEmpty()) {
            firstMillis = plausible(saidMillis, recordMillis);
            lastMillis = firstMillis;
        }
        events.add(new Written(offset, item, saidMillis, recordMillis));
    }

    /** An event that does not count came at this time: the session goes on. */
    void touch(long millis) {
        lastMillis = Math.max(lastMillis, millis);
    }

    /**
     * Takes an answer; the first of each topic counts. Gives the event if its visitor's answer has
     * come with this one.
     */
    Optional<AnsweredEvent> answer(long offset, ArmAnswer answer) {
        for (int at = events.size() - 1; at >= 0; at--) {
            Written event = events.get(at);
            if (event.offset == offset) {
                return answer(event, answer);
            }
        }
        return Optional.empty();
    }

    private Optional<AnsweredEvent> answer(Written event, ArmAnswer answer) {
        boolean whole = event.seen.isPresent() && event.shadow.isPresent();
        Optional<AnsweredEvent> first = Optional.empty();
        if (answer.shadow()) {
            event.shadow = event.shadow.or(() -> Optional.of(answer));
        } else if (event.seen.isEmpty()) {
            event.seen = Optional.of(answer);
            AnsweredEvent answered = event.answered();
            lastMillis = Math.max(lastMillis, answered.timeMillis());
            first = Optional.of(answered);
        }
        paired += !whole && event.seen.isPresent() && event.shadow.isPresent() ? 1 : 0;
        return first;
    }

    /** Time of its first event. */
    long firstMillis() {
        return firstMillis;
    }

    /** Time of its newest event that was answered; of its first event where none was. */
    long lastMillis() {
        return lastMillis;
    }

    /**
     * Whether it keeps no further event.
     *
     * @param limit predictions that count
     */
    boolean isFull(int limit) {
        return paired > limit || events.size() > EVENTS_PER_PAIR * limit;
    }

    /** Events that it keeps. */
    int size() {
        return events.size();
    }

    /** Its answered events by time, those of equal time by offset. Others were rejected. */
    List<AnsweredEvent> answered() {
        return events.stream()
                .filter(event -> event.seen.isPresent())
                .map(Written::answered)
                .sorted(Comparator.comparingLong(AnsweredEvent::timeMillis).thenComparingLong(AnsweredEvent::offset))
                .toList();
    }
}
