package freshet.trainer;

import freshet.model.data.ItemNumbers;
import freshet.model.data.Session;
import freshet.model.data.run.SortedRuns;
import freshet.model.session.ItemEvent;
import freshet.trainer.column.ColumnPlace;
import freshet.trainer.column.IntColumn;
import freshet.trainer.column.IntStore;
import freshet.trainer.column.LongColumn;
import freshet.trainer.column.LongStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions as they were recorded, in order of their start, with numbers for item ids.
 *
 * @param ids by number; of each there is an event
 * @param items numbers of all sessions' events (events)
 * @param offsets where each session begins in {@code items}, and at the end their length (sessions
 *     + 1)
 * @param starts when each session starts, milliseconds since 1970, never falling (sessions)
 * @param times of the events, milliseconds since 1970 (events)
 */
public record NumberedSessions(List<String> ids, IntStore items, IntStore offsets, LongStore starts, LongStore times) {
    private static final int MOST_EVENTS = Integer.MAX_VALUE - 8; // what an array may have

    /**
     * Takes sessions that are numbered already.
     *
     * @param runs before their first session
     * @throws IllegalArgumentException if they have more than 2,147,483,639 events
     * @throws IOException if a run cannot be read, or the place takes no column
     */
    public static NumberedSessions of(SortedRuns runs, ColumnPlace place) throws IOException {
        int events = requireFew(runs.totals().events());
        int sessions = (int) runs.totals().sessions(); // not more
        IntStore items = place.ints(events);
        LongStore times = place.longs(events);
        IntStore offsets = place.ints(sessions + 1);
        LongStore starts = place.longs(sessions);
        int at = 0;
        for (int s = 0; runs.advance(); s++) {
            starts.set(s, runs.start());
            int length = runs.events();
            for (int event = 0; event < length; event++) {
                times.set(at, runs.time(event));
                items.set(at++, runs.item(event));
            }
            offsets.set(s + 1, at);
        }
        return new NumberedSessions(runs.ids(), items, offsets, starts, times);
    }

    /** Numbers sessions, in the heap. They are in order of their start. */
    static NumberedSessions of(List<Session> sessions) {
        int events = requireFew(
                sessions.stream().mapToLong(session -> session.events().size()).sum());
        ItemNumbers numbers = new ItemNumbers();
        IntStore items = IntColumn.of(new int[events]);
        LongStore times = LongColumn.of(new long[events]);
        IntStore offsets = IntColumn.of(new int[sessions.size() + 1]);
        LongStore starts = LongColumn.of(new long[sessions.size()]);
        int at = 0;
        for (int s = 0; s < sessions.size(); s++) {
            List<ItemEvent> session = sessions.get(s).events();
            starts.set(s, session.get(0).timeMillis());
            for (ItemEvent event : session) {
                times.set(at, event.timeMillis());
                items.set(at++, numbers.of(event.itemId()));
            }
            offsets.set(s + 1, at);
        }
        return new NumberedSessions(numbers.ids(), items, offsets, starts, times);
    }

    private static int requireFew(long events) {
        if (events > MOST_EVENTS) {
            throw new IllegalArgumentException(
                    events + " events are more than " + MOST_EVENTS + "; learn from fewer at once");
        }
        return (int) events;
    }

    /** The first sessions alone, copied. */
    public NumberedSessions first(int count, ColumnPlace place) throws IOException {
        int events = offsets.get(count);
        IntStore firstItems = place.ints(events);
        LongStore firstTimes = place.longs(events);
        int[] renumbered = new int[ids.size()]; // and one more; 0 before an id appears
        List<String> appeared = new ArrayList<>();
        for (int event = 0; event < events; event++) {
            int number = items.get(event);
            if (renumbered[number] == 0) {
                appeared.add(ids.get(number));
                renumbered[number] = appeared.size();
            }
            firstItems.set(event, renumbered[number] - 1);
            firstTimes.set(event, times.get(event));
        }
        IntStore firstOffsets = place.ints(count + 1);
        LongStore firstStarts = place.longs(count);
        for (int s = 0; s < count; s++) {
            firstOffsets.set(s + 1, offsets.get(s + 1));
            firstStarts.set(s, starts.get(s));
        }
        return new NumberedSessions(appeared, firstItems, firstOffsets, firstStarts, firstTimes);
    }

    /**
     * The sessions that are over before a moment alone, copied.
     *
     * @param end milliseconds since 1970; none of their events is of then or later
     */
    public NumberedSessions over(long end, ColumnPlace place) throws IOException {
        int kept = 0;
        int events = 0;
        for (int s = 0; s < sessions(); s++) {
            if (isOver(s, end)) {
                kept++;
                events += offsets.get(s + 1) - offsets.get(s);
            }
        }
        int[] renumbered = new int[ids.size()]; // and one more; 0 before an id appears
        List<String> appeared = new ArrayList<>();
        IntStore keptItems = place.ints(events);
        LongStore keptTimes = place.longs(events);
        IntStore keptOffsets = place.ints(kept + 1);
        LongStore keptStarts = place.longs(kept);
        int session = 0;
        int at = 0;
        for (int s = 0; s < sessions(); s++) {
            if (!isOver(s, end)) {
                continue;
            }
            for (int event = offsets.get(s); event < offsets.get(s + 1); event++) {
                int number = items.get(event);
                if (renumbered[number] == 0) {
                    appeared.add(ids.get(number));
                    renumbered[number] = appeared.size();
                }
                keptItems.set(at, renumbered[number] - 1);
                keptTimes.set(at++, times.get(event));
            }
            keptStarts.set(session++, starts.get(s));
            keptOffsets.set(session, at);
        }
        return new NumberedSessions(appeared, keptItems, keptOffsets, keptStarts, keptTimes);
    }

    /** An event is never before the one in front of it. */
    private boolean isOver(int session, long end) {
        return times.get(offsets.get(session + 1) - 1) < end;
    }

    /** Number of sessions. */
    public int sessions() {
        return offsets.size() - 1;
    }
}
