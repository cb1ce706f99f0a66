package freshet.lab.cluster;

import freshet.lab.benchmark.serving.RandomGru;
import freshet.schema.SessionEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * Makes events for {@link EventLoad}: each bears its number as its id, so that none is taken for
 * another.
 */
final class Clicks {
    private Clicks() {}

    /** Events of a number of sessions at random, at the present time. */
    static LongFunction<SessionEvent> ofSessions(int sessions) {
        SplittableRandom random = new SplittableRandom(7);
        return number -> event(number, "s-" + random.nextInt(sessions), now(), random);
    }

    /**
     * Events of one session, whose times are as far from each other as the rate says, also where
     * they are sent late.
     */
    static LongFunction<SessionEvent> ofOneSession(long perSecond) {
        SplittableRandom random = new SplittableRandom(7);
        Instant start = now();
        return number -> event(number, "only", start.plusMillis(number * 1_000 / perSecond), random);
    }

    /** As {@link #ofSessions}, but every other event is of one session. */
    static LongFunction<SessionEvent> halfOfOneSession(int sessions) {
        SplittableRandom random = new SplittableRandom(7);
        return number -> event(number, number % 2 == 0 ? "hot" : "s-" + random.nextInt(sessions), now(), random);
    }

    /**
     * As {@link #ofSessions}, but every tenth event is dated a year ago, half a day ahead or years
     * ahead in turn.
     */
    static LongFunction<SessionEvent> withClocksThatJump(int sessions) {
        SplittableRandom random = new SplittableRandom(7);
        return number -> event(number, "s-" + random.nextInt(sessions), jumped(number), random);
    }

    private static Instant jumped(long number) {
        if (number % 10 != 0) {
            return now();
        }
        return switch ((int) (number / 10 % 3)) {
            case 0 -> now().minus(365, ChronoUnit.DAYS);
            case 1 -> now().plus(12, ChronoUnit.HOURS);
            default -> now().plus(3_650, ChronoUnit.DAYS);
        };
    }

    private static SessionEvent event(long number, String session, Instant time, SplittableRandom random) {
        return SessionEvent.newBuilder()
                .setSessionId(session)
                .setItemId(RandomGru.item(random.nextInt(RealCluster.ITEMS)))
                .setEventTime(time)
                .setEventId("e-" + number)
                .build();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
