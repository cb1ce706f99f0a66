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
        long moment = sessions.isEmpty() ? 0 : SessionMoment.START.ofLast(sessions, share);
        TimeSplit split = at(sessions, moment, SessionMoment.START);
        if (split.earlier.isEmpty() || split.later.isEmpty()) {
            throw new IllegalArgumentException("splitting the last " + share + " off " + sessions.size()
                    + " sessions by time leaves " + split.earlier.size() + " earlier and " + split.later.size()
                    + " later ones; give more sessions or another share");
        }
        return split;
    }
}
