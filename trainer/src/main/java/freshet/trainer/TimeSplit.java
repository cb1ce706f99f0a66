package freshet.trainer;

import freshet.model.data.Session;
import freshet.trainer.column.LongColumn;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Sessions before and after a moment; each is whole on one side. Immutable.
 *
 * @param earlier to learn from, in order of their start
 * @param later to validate or test on, in order of their start
 */
public record TimeSplit(List<Session> earlier, List<Session> later) {

    /**
     * Splits at a moment.
     *
     * @param sessions in any order
     * @param millis sessions of this moment or a later one are the later ones
     * @param by which moment of a session counts
     */
    public static TimeSplit at(List<Session> sessions, long millis, SessionMoment by) {
        List<Session> byStart = sessions.stream()
                .sorted(Comparator.comparingLong(SessionMoment.START::of))
                .toList();
        return new TimeSplit(
                byStart.stream().filter(session -> by.of(session) < millis).toList(),
                byStart.stream().filter(session -> by.of(session) >= millis).toList());
    }

    /**
     * Splits before the last sessions, by their start; those that start in the same millisecond
     * stay together, among the later ones.
     *
     * @param sessions in any order
     * @param share of the sessions that are to be later ones, over 0 and under 1
     * @throws IllegalArgumentException if the share is out of its range or a side would be empty
     */
    public static TimeSplit lastShare(List<Session> sessions, double share) {
        return lastShareInOrder(
                sessions.stream()
                        .sorted(Comparator.comparingLong(SessionMoment.START::of))
                        .toList(),
                share);
    }

    /**
     * The same of sessions that are in order of their start: views.
     *
     * @throws IllegalArgumentException if the share is out of its range or a side would be empty
     */
    public static TimeSplit lastShareInOrder(List<Session> sessions, double share) {
        TimeSplit split = inOrder(sessions, share);
        requireSides(split.earlier.size(), split.later.size(), share);
        return split;
    }

    /**
     * How many sessions that split would hold out.
     *
     * @param starts of the sessions, milliseconds since 1970, never falling
     * @throws IllegalArgumentException if the share is out of its range or a side would be empty
     */
    public static int lastShareInOrder(LongColumn starts, double share) {
        int later = inOrder(starts, share);
        requireSides(starts.size() - later, later, share);
        return later;
    }

    private static void requireSides(int earlier, int later, double share) {
        if (earlier == 0 || later == 0) {
            throw new IllegalArgumentException("splitting the last " + share + " off " + (earlier + later)
                    + " sessions by time leaves " + earlier + " earlier and " + later
                    + " later ones; give more sessions or another share");
        }
    }

    /**
     * The same, where a side may be empty.
     *
     * @throws IllegalArgumentException if the share is out of its range
     */
    public static TimeSplit inOrder(List<Session> sessions, double share) {
        int later = inOrder(sessions.size(), place -> SessionMoment.START.of(sessions.get(place)), share);
        int first = sessions.size() - later;
        return new TimeSplit(sessions.subList(0, first), sessions.subList(first, sessions.size()));
    }

    /**
     * How many sessions that split would hold out.
     *
     * @param starts of the sessions, milliseconds since 1970, never falling
     * @throws IllegalArgumentException if the share is out of its range
     */
    public static int inOrder(LongColumn starts, double share) {
        return inOrder(starts.size(), starts::get, share);
    }

    private static int inOrder(int sessions, IntToLongFunction starts, double share) {
        if (sessions == 0) {
            return 0;
        }
        long moment = starts.applyAsLong(SessionMoment.placeOfLast(sessions, share));
        int first = 0;
        int end = sessions;
        while (first < end) { // the first session of that moment is in [first, end]
            int middle = (first + end) >>> 1;
            if (starts.applyAsLong(middle) < moment) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        return sessions - first;
    }
}
