package freshet.lab.benchmark.serving;

import freshet.lab.shop.SkewedItems;
import freshet.model.data.LoggedEvent;
import freshet.model.session.ItemEvent;
import java.time.Clock;
import java.util.SplittableRandom;

/**
 * Events of a fixed number of sessions that are live at the same time. Each event belongs to one of
 * them at random; after it the session goes on with probability {@value #GO_ON}, or another takes
 * its place. Within a session no two events have the same time. For one thread.
 */
final class LiveSessions {
    private static final double GO_ON = 0.7;

    private final String name;
    private final SplittableRandom random;
    private final SkewedItems popularity;
    private final Clock clock;
    private final int[] generations; // (sessions): how many sessions had this place before
    private final long[] lastMillis; // (sessions)

    /**
     * @param name their ids begin with it
     * @param sessions at least 1
     * @param items of the catalogue
     * @param clock dates the events
     */
    LiveSessions(String name, int sessions, int items, Clock clock, long seed) {
        this.name = name;
        this.random = new SplittableRandom(seed);
        this.popularity = new SkewedItems(items);
        this.clock = clock;
        this.generations = new int[sessions];
        this.lastMillis = new long[sessions];
    }

    /** An event of the session at a place, which goes on. */
    LoggedEvent of(int place) {
        lastMillis[place] = Math.max(clock.millis(), lastMillis[place] + 1);
        String item = RandomGru.item(popularity.at(random.nextDouble()));
        return new LoggedEvent(name + "-" + place + "-" + generations[place], ItemEvent.view(item, lastMillis[place]));
    }

    /** An event of one of the sessions. */
    LoggedEvent next() {
        int place = random.nextInt(generations.length);
        LoggedEvent event = of(place);
        if (random.nextDouble() >= GO_ON) {
            generations[place]++;
        }
        return event;
    }
}
