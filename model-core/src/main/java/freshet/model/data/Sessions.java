package freshet.model.data;

import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.Visits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sessions of a log, as the trainer and the evaluator see them: they depend on the set of
 * events, and on the order in the log only among events of equal time.
 */
public final class Sessions {
    private static final Comparator<Session> BY_START = Comparator.comparingLong(
                    (Session session) -> session.events().get(0).timeMillis())
            .thenComparing(Session::key);

    /** Most sessions have no more events. */
    private static final int FEW = 4;

    private Sessions() {}

    /**
     * Groups events by key and makes of each group the sessions that {@link Visits#of} says: those
     * that the job has.
     *
     * @return sessions by the time of their first event, then by key
     */
    public static List<Session> of(List<LoggedEvent> events, SessionRules rules) {
        Builder builder = new Builder(rules);
        events.forEach(builder);
        return builder.build();
    }

    /**
     * Takes a log event by event and holds no more of it than the sessions need: one copy of each
     * key and item id. For one thread and one log.
     */
    public static final class Builder implements Consumer<LoggedEvent> {
        private final SessionRules rules;
        private final Map<String, List<ItemEvent>> byKey = new HashMap<>();
        private final Map<String, String> words = new HashMap<>(); // item ids and types, each to its one copy

        public Builder(SessionRules rules) {
            this.rules = rules;
        }

        @Override
        public void accept(LoggedEvent logged) {
            byKey.computeIfAbsent(logged.sessionId(), key -> new ArrayList<>(FEW))
                    .add(withOneCopy(logged.event()));
        }

        /**
         * The sessions of all events taken, as {@link Sessions#of} gives them. The builder is empty
         * then.
         */
        public List<Session> build() {
            List<Session> sessions = new ArrayList<>(byKey.size());
            Iterator<Map.Entry<String, List<ItemEvent>>> groups =
                    byKey.entrySet().iterator();
            while (groups.hasNext()) {
                Map.Entry<String, List<ItemEvent>> group = groups.next();
                for (List<ItemEvent> visit : Visits.of(group.getValue(), rules)) {
                    sessions.add(new Session(group.getKey(), visit));
                }
                groups.remove();
            }
            sessions.sort(BY_START);
            return sessions;
        }

        private ItemEvent withOneCopy(ItemEvent event) {
            String item = words.computeIfAbsent(event.itemId(), word -> word);
            String type = words.computeIfAbsent(event.type(), word -> word);
            return new ItemEvent(item, event.timeMillis(), type, event.eventKey(), event.aheadMillis());
        }
    }
}
