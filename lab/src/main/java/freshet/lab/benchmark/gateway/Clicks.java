package freshet.lab.benchmark.gateway;

import freshet.client.Event;
import freshet.lab.benchmark.serving.RandomGru;
import java.util.SplittableRandom;

/** Views of random items by sessions in turn. For one thread. */
final class Clicks {
    private final int sessions;
    private final int items;
    private final SplittableRandom random;
    private int next;

    /**
     * @param sessions that take turns
     * @param items of the catalogue
     */
    Clicks(int sessions, int items, long seed) {
        this.sessions = sessions;
        this.items = items;
        this.random = new SplittableRandom(seed);
    }

    /** The next session's view, now. */
    Event next() {
        next = (next + 1) % sessions;
        return Event.view(session(next), RandomGru.item(random.nextInt(items)));
    }

    /** The id of a session. */
    static String session(int session) {
        return "visitor-" + session;
    }
}
