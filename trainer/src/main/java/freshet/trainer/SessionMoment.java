package freshet.trainer;

import freshet.model.data.Session;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Which moment of a session says to which part of a log it belongs. */
public enum SessionMoment {
    /** Its first event. */
    START,
    /** Its last event, as the published splits of the RecSys Challenge 2015 have it. */
    END;

    /** As the option {@code --by} has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The moment, milliseconds since 1970. */
    public long of(Session session) {
        return switch (this) {
            case START -> session.events().get(0).timeMillis();
            case END -> session.events().get(session.events().size() - 1).timeMillis();
        };
    }

    /**
     * The moment with which the last sessions begin. In floating point some shares, among them 0.9,
     * come out one session larger than by hand; it stays so, for models to be had again.
     *
     * @param sessions in any order, at least one
     * @param share of the sessions that are the last, over 0 and under 1
     * @return milliseconds since 1970
     * @throws IllegalArgumentException if the share is out of its range
     */
    public long ofLast(List<Session> sessions, double share) {
        long[] moments = sessions.stream().mapToLong(this::of).sorted().toArray();
        return moments[placeOfLast(moments.length, share)];
    }

    /**
     * The place of the first session that starts later than a moment; their number where none does.
     *
     * @param sessions in order of their start
     */
    public static int firstAfter(List<Session> sessions, Instant moment) {
        int first = 0;
        int end = sessions.size();
        while (first < end) { // it is in [first, end]
            int middle = (first + end) >>> 1;
            if (START.of(sessions.get(middle)) > moment.toEpochMilli()) {
                end = middle;
            } else {
                first = middle + 1;
            }
        }
        return first;
    }

    /** Where the last sessions begin, of some that are in order of that moment. */
    static int placeOfLast(int sessions, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "the share to split off is " + share + "; it must be over 0 and under 1");
        }
        // A share under 1e-16 leaves 1 - share at 1; the last session is the least there is.
        return Math.min((int) (sessions * (1 - share)), sessions - 1);
    }
}
