package freshet.model.evaluation;

import freshet.model.data.LoggedEvent;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.model.session.Visits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays the events of one session key, one prediction at a time. For one thread. */
final class SessionPlay {
    private final SessionRules rules;
    private final List<PlayedEvent> events; // without repeats
    private final long equalTimes;
    private final SessionState state = new SessionState();
    private int played; // events that the state has admitted

    /** @param events all events of the key as they were logged */
    SessionPlay(List<ItemEvent> events, SessionRules rules) {
        this.rules = rules;
        List<List<ItemEvent>> visits = Visits.of(events, rules);
        this.events = placed(visits);
        this.equalTimes = visits.stream().mapToLong(Visits::equalTimes).sum();
    }

    /** A log's events by session key, those of a key in the order of the log. */
    static Map<String, List<ItemEvent>> byKey(Collection<LoggedEvent> log) {
        Map<String, List<ItemEvent>> byKey = new LinkedHashMap<>();
        for (LoggedEvent logged : log) {
            byKey.computeIfAbsent(logged.sessionId(), key -> new ArrayList<>()).add(logged.event());
        }
        return byKey;
    }

    /** All events without repeats. */
    List<PlayedEvent> events() {
        return events;
    }

    /** How many of them share their time with another one of their session. */
    long equalTimes() {
        return equalTimes;
    }

    /** The history up to {@link #last}. */
    SessionState state() {
        return state;
    }

    /** The event after which a prediction is due. */
    PlayedEvent last() {
        return events.get(played - 1);
    }

    /** The event that comes next in the same session. */
    PlayedEvent next() {
        return events.get(played);
    }

    /**
     * Goes on to the next event that has another one behind it in its session; false if there is
     * none left.
     */
    boolean advance() {
        while (played < events.size()) {
            state.admit(events.get(played++).event(), rules, Long.MIN_VALUE);
            if (!last().endsSession()) {
                return true;
            }
        }
        return false;
    }

    private static List<PlayedEvent> placed(List<List<ItemEvent>> visits) {
        List<PlayedEvent> placed = new ArrayList<>();
        for (List<ItemEvent> visit : visits) {
            for (int i = 0; i < visit.size(); i++) {
                placed.add(new PlayedEvent(visit.get(i), i + 1, visit.size()));
            }
        }
        return placed;
    }

    /**
     * An event at its place in its session.
     *
     * @param event what happened
     * @param position its number in the session, from 1, repeats not counted
     * @param sessionLength events of the whole session, repeats not counted
     */
    record PlayedEvent(ItemEvent event, int position, int sessionLength) {

        boolean opensSession() {
            return position == 1;
        }

        boolean endsSession() {
            return position == sessionLength;
        }
    }
}
