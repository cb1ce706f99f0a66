package freshet.trainer;

import freshet.model.data.Session;
import java.util.Comparator;
import java.util.List;

/**
 * Sessions before and after a moment; each is on the side on which it starts. Immutable.
 *
 * @param earlier to learn from, in order of their start
 * @param later to validate on, in order of their start
 */
public record TimeSplit(List<Session> earlier, List<Session> later) {

    /**
     * Splits before the last sessions; those that start in the same millisecond stay together,
     * among the later ones.
     *
     * @param sessions in any order
     * @param share of the sessions that are to be later ones, over 0 and under 1
     * @throws IllegalArgumentException if the share is out of its range or a side would be empty
     */
    public static TimeSplit lastShare(List<Session> sessions, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "the share to split off is " + share + "; it must be over 0 and under 1");
        }
        long[] starts = sessions.stream().mapToLong(TimeSplit::start).sorted().toArray();
        // A share under 1e-16 leaves 1 - share at 1; the last session is the least there is.
        int first = Math.min((int) (starts.length * (1 - share)), starts.length - 1);
        long moment = starts.length == 0 ? 0 : starts[first];
        List<Session> byStart = sessions.stream()
                .sorted(Comparator.comparingLong(TimeSplit::start))
                .toList();
        TimeSplit split = new TimeSplit(
                byStart.stream().filter(session -> start(session) < moment).toList(),
                byStart.stream().filter(session -> start(session) >= moment).toList());
        if (split.earlier.isEmpty() || split.later.isEmpty()) {
            throw new IllegalArgumentException("splitting the last " + share + " off " + sessions.size()
                    + " sessions by time leaves " + split.earlier.size() + " earlier and " + split.later.size()
                    + " later ones; give more sessions or another share");
        }
        return split;
    }

    private static long start(Session session) {
        return session.events().get(0).timeMillis();
    }
}
