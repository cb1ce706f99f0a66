package freshet.model.session;

import java.util.ArrayList;
import java.util.List;

/** Splits the events of one key as the job would that reads them in their order of time. */
public final class Visits {
    private Visits() {}

    /**
     * The sessions of a key: its events in the order of {@link ItemEvent#BY_TIME}, those of equal
     * time as they come here, without what {@link SessionState} calls a duplicate, split where a
     * pause exceeds the gap. Long sessions are not cut.
     *
     * @param events of one key, in any order of time; at least one
     * @return sessions by time, each with at least one event
     */
    public static List<List<ItemEvent>> of(List<ItemEvent> events, SessionRules rules) {
        List<ItemEvent> ordered = new ArrayList<>(events);
        ordered.sort(ItemEvent.BY_TIME);
        SessionState probe = new SessionState();
        List<List<ItemEvent>> visits = new ArrayList<>();
        List<ItemEvent> visit = new ArrayList<>();
        for (ItemEvent event : ordered) {
            if (probe.admit(event, rules, Long.MIN_VALUE) == Admission.ACCEPTED) {
                if (!visit.isEmpty()
                        && !rules.sameSession(visit.get(visit.size() - 1).timeMillis(), event.timeMillis())) {
                    visits.add(List.copyOf(visit));
                    visit.clear();
                }
                visit.add(event);
            }
        }
        visits.add(List.copyOf(visit));
        return visits;
    }

    /**
     * How many events share their time with another one of their session.
     *
     * @param visit events of one session in the order of {@link ItemEvent#BY_TIME}
     */
    public static long equalTimes(List<ItemEvent> visit) {
        long equal = 0;
        for (int i = 0; i < visit.size(); i++) {
            long time = visit.get(i).timeMillis();
            boolean shared = i > 0 && visit.get(i - 1).timeMillis() == time
                    || i + 1 < visit.size() && visit.get(i + 1).timeMillis() == time;
            equal += shared ? 1 : 0;
        }
        return equal;
    }
}
