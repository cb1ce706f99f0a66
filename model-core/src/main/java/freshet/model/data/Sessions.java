package freshet.model.data;

import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sessions of a log, as the trainer and the evaluator see them: they depend on the set of events alone, not on the order in
 * the log.
 */
public final class Sessions {
    private static final Comparator<Session> BY_START = Comparator.comparingLong(
                    (Session session) -> session.events().get(0).timeMillis())
            .thenComparing(Session::key);

    private Sessions() {}

    /**
     * Groups events by key, puts each group in event-time order, starts a new session where the pause exceeds the gap and
     * drops what repeats an event of the same session. Long sessions are not cut.
     *
     * @return sessions by the time of their first event, then by key
     */
    public static List<Session> of(List<LoggedEvent> events, SessionRules rules) {
        Map<String, List<ItemEvent>> byKey = new HashMap<>();
        for (LoggedEvent logged : events) {
            byKey.computeIfAbsent(logged.sessionId(), key -> new ArrayList<>()).add(logged.event());
        }
        List<Session> sessions = new ArrayList<>(byKey.size());
        byKey.forEach((key, group) -> split(key, group, rules, sessions));
        sessions.sort(BY_START);
        return sessions;
    }

    private static void split(String key, List<ItemEvent> group, SessionRules rules, Collection<Session> sessions) {
        group.sort(ItemEvent.ORDER);
        List<ItemEvent> kept = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (ItemEvent event : group) {
            if (!kept.isEmpty() && !rules.sameSession(last(kept).timeMillis(), event.timeMillis())) {
                sessions.add(new Session(key, List.copyOf(kept)));
                kept.clear();
                seen.clear();
            }
            if (!repeats(event, kept, seen)) {
                kept.add(event);
            }
        }
        sessions.add(new Session(key, List.copyOf(kept)));
    }

    /** Events with an id repeat by the id; in {@link ItemEvent#ORDER} those without stand beside what they repeat. */
    private static boolean repeats(ItemEvent event, List<ItemEvent> kept, Set<Long> seen) {
        if (event.eventKey() != ItemEvent.NO_KEY) {
            return !seen.add(event.eventKey());
        }
        return !kept.isEmpty() && last(kept).repeats(event);
    }

    private static ItemEvent last(List<ItemEvent> events) {
        return events.get(events.size() - 1);
    }
}
