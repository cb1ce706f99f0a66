package freshet.cli.benchmark;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sessions as long and items as unequally popular as in real logs, the same for the same seed. Nothing in them can be learned.
 *
 * <p>The item of popularity rank r, of n, is drawn with a probability proportional to 1 / (r + n/100): the upper 1 % of the items has 15 % of the
 * events, the upper 10 % has 52 % and the upper half 85 %. In the training log of {@code rsc15_1_64} these are 17, 53 and 89 %, in that of
 * {@code diginetica} 13, 46 and 85 %. Every item occurs. A session has two events and goes on after each with probability 0.7, 4.3
 * events in the mean; those logs have 4.0 and 4.9.
 */
final class GeneratedSessions {
    private static final double FLATTENING = 100;
    private static final double GO_ON = 0.7;
    private static final long START_MILLIS = 1_700_000_000_000L;
    private static final long SESSION_MILLIS = 1_000;

    private GeneratedSessions() {}

    /**
     * @param items different ones, at least 1
     * @param events at least as many; a last session may need one more
     */
    static List<Session> of(int items, int events, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Session> sessions = new ArrayList<>();
        int done = 0;
        while (done < events) {
            List<ItemEvent> session = new ArrayList<>();
            long start = START_MILLIS + sessions.size() * SESSION_MILLIS;
            do {
                int item = done < items ? done : popular(items, random.nextDouble());
                session.add(ItemEvent.view("item" + item, start + session.size()));
                done++;
            } while (session.size() < 2 || random.nextDouble() < GO_ON);
            sessions.add(new Session("session" + sessions.size(), session));
        }
        return sessions;
    }

    /** The rank to which the share {@code quantile} of all draws is above it. */
    private static int popular(int items, double quantile) {
        double rank = items / FLATTENING * (Math.pow(1 + FLATTENING, quantile) - 1);
        return Math.min(items - 1, (int) rank);
    }
}
