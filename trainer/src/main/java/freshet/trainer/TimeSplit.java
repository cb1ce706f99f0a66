package freshet.trainer;

import freshet.model.data.Session;
import java.util.Comparator;
import java.util.List;

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
        if (split.earlier.isEmpty() || split.later.isEmpty()) {
            throw new IllegalArgumentException("splitting the last " + share + " off " + sessions.size()
                    + " sessions by time leaves " + split.earlier.size() + " earlier and " + split.later.size()
                    + " later ones; give more sessions or another share");
        }
        return split;
    }

    /**
     * The same, where a side may be empty.
     *
     * @throws IllegalArgumentException if the share is out of its range
     */
    public static TimeSplit inOrder(List<Session> sessions, double share) {
        if (sessions.isEmpty()) {
            return new TimeSplit(List.of(), List.of());
        }
        long moment = SessionMoment.START.of(sessions.get(SessionMoment.placeOfLast(sessions.size(), share)));
        int first = 0;
        int end = sessions.size();
        while (first < end) { // the first session of that moment is in [first, end]
            int middle = (first + end) >>> 1;
            if (SessionMoment.START.of(sessions.get(middle)) < moment) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        return new TimeSplit(sessions.subList(0, first), sessions.subList(first, sessions.size()));
    }
}
