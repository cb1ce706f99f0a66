package freshet.trainer;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.trainer.column.ColumnPlace;
import freshet.trainer.column.IntStore;
import freshet.trainer.column.LongStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Sessions as they were recorded, in order of their start, with numbers for item ids.
 *
 * @param ids by number, in the order of their first appearance
 * @param items numbers of all sessions' events (events)
 * @param offsets where each session begins in {@code items}, and at the end their length (sessions
 *     + 1)
 * @param starts when each session starts, milliseconds since 1970, never falling (sessions)
 * @param times of the events, milliseconds since 1970 (events)
 */
public record NumberedSessions(List<String> ids, IntStore items, IntStore offsets, LongStore starts, LongStore times) {
    private static final int MOST_EVENTS = Integer.MAX_VALUE - 8; // what an array may have

    /**
     * Numbers sessions.
     *
     * @param sessions in order of their start
     * @param events how many they have together
     * @throws IllegalArgumentException if there are more than 2,147,483,639
     * @throws IOException if the place takes no column
     */
    public static NumberedSessions of(List<Session> sessions, long events, ColumnPlace place) throws IOException {
        if (events > MOST_EVENTS) {
            throw new IllegalArgumentException(
                    events + " events are more than " + MOST_EVENTS + "; learn from fewer at once");
        }
        ItemNumbers numbers = new ItemNumbers();
        IntStore items = place.ints((int) events);
        LongStore times = place.longs((int) events);
        IntStore offsets = place.ints(sessions.size() + 1);
        LongStore starts = place.longs(sessions.size());
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

    /** Numbers sessions, in the heap. */
    static NumberedSessions of(List<Session> sessions) {
        try {
            long events = sessions.stream()
                    .mapToLong(session -> session.events().size())
                    .sum();
            return of(sessions, events, ColumnPlace.HEAP);
        } catch (IOException e) {
            throw new UncheckedIOException("the heap has no files", e);
        }
    }

    /** The first sessions alone, copied. */
    public NumberedSessions first(int count, ColumnPlace place) throws IOException {
        int events = offsets.get(count);
        IntStore firstItems = place.ints(events);
        LongStore firstTimes = place.longs(events);
        int known = 0;
        for (int event = 0; event < events; event++) {
            int number = items.get(event);
            known = Math.max(known, number + 1);
            firstItems.set(event, number);
            firstTimes.set(event, times.get(event));
        }
        IntStore firstOffsets = place.ints(count + 1);
        LongStore firstStarts = place.longs(count);
        for (int s = 0; s < count; s++) {
            firstOffsets.set(s + 1, offsets.get(s + 1));
            firstStarts.set(s, starts.get(s));
        }
        return new NumberedSessions(ids.subList(0, known), firstItems, firstOffsets, firstStarts, firstTimes);
    }

    /** Number of sessions. */
    public int sessions() {
        return offsets.size() - 1;
    }
}
