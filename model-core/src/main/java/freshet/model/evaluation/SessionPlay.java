package freshet.model.evaluation;

import freshet.model.session.Admission;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.List;

/** Plays the events of one session key, one prediction at a time. For one thread. */
final class SessionPlay {
    private final SessionRules rules;
    private final List<PlayedEvent> events; // without repeats
    private final SessionState state = new SessionState();
    private int played; // events that the state has admitted

    /** @param events all events of the key in {@link ItemEvent#ORDER} */
    SessionPlay(List<ItemEvent> events, SessionRules rules) {
        this.rules = rules;
        this.events = placed(accepted(events, rules), rules);
    }

    /** All events without repeats. */
    List<PlayedEvent> events() {
        return events;
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

    /** Goes on to the next event that has another one behind it in its session; false if there is none left. */
    boolean advance() {
        while (played < events.size()) {
            state.admit(events.get(played++).event(), rules, Long.MIN_VALUE);
            if (!last().endsSession()) {
                return true;
            }
        }
        return false;
    }

    private static List<ItemEvent> accepted(List<ItemEvent> events, SessionRules rules) {
        SessionState probe = new SessionState();
        return events.stream()
                .filter(event -> probe.admit(event, rules, Long.MIN_VALUE) == Admission.ACCEPTED)
                .toList();
    }

    private static List<PlayedEvent> placed(List<ItemEvent> events, SessionRules rules) {
        List<PlayedEvent> placed = new ArrayList<>(events.size());
        for (int start = 0; start < events.size(); start = placed.size()) {
            int end = start + 1;
            while (end < events.size()
                    && rules.sameSession(
                            events.get(end - 1).timeMillis(), events.get(end).timeMillis())) {
                end++;
            }
            for (int i = start; i < end; i++) {
                placed.add(new PlayedEvent(events.get(i), i - start + 1, end - start));
            }
        }
        return placed;
    }
}
