package freshet.lab.benchmark;

import freshet.lab.shop.SkewedItems;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sessions as long and items as unequally popular as in real logs, the same for the same seed.
 * Nothing in them can be learned.
 *
 * <p>Items are drawn as {@link SkewedItems} says, and every one occurs. A session has two events
 * and goes on after each with probability 0.7, 4.3 events in the mean; those logs have 4.0 and 4.9.
 */
final class GeneratedSessions {
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
        SkewedItems popularity = new SkewedItems(items);
        List<Session> sessions = new ArrayList<>();
        int done = 0;
        while (done < events) {
            List<ItemEvent> session = new ArrayList<>();
            long start = START_MILLIS + sessions.size() * SESSION_MILLIS;
            do {
                int item = done < items ? done : popularity.at(random.nextDouble());
                session.add(ItemEvent.view("item" + item, start + session.size()));
                done++;
            } while (session.size() < 2 || random.nextDouble() < GO_ON);
            sessions.add(new Session("session" + sessions.size(), session));
        }
        return sessions;
    }
}
