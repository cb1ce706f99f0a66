package freshet.model.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedSessionsTest {
    private static final int LIMIT = 20;
    private static final double LEVEL = 0.05;

    @Test
    void nothingIsKnownBeforeTheFirstSession() {
        assertThat(new PairedSessions(LIMIT).bounds(LEVEL)).isEqualTo(GainBounds.UNKNOWN);
    }

    @Test
    void aFewSessionsSayLittle() {
        PairedSessions sessions = new PairedSessions(LIMIT);
        sessions.add(1, 1);
        GainBounds bounds = sessions.bounds(LEVEL);
        assertThat(bounds.lower()).isCloseTo(-1, within(1e-6));
        assertThat(bounds.gain()).isZero();
        assertThat(bounds.upper()).isInfinite();
    }

    /** Of two thousand sessions with a true gain of 20 %. */
    @Test
    void boundsEncloseTheGainAndNarrowDown() {
        PairedSessions sessions = new PairedSessions(LIMIT);
        SplittableRandom random = new SplittableRandom(3);
        add(sessions, random, 2_000);
        GainBounds early = sessions.bounds(LEVEL);
        add(sessions, random, 18_000);
        GainBounds late = sessions.bounds(LEVEL);
        assertThat(early.lower()).isLessThan(0.2).isLessThan(late.lower());
        assertThat(early.upper()).isGreaterThan(0.2).isGreaterThan(late.upper());
        assertThat(late.lower()).isBetween(0.15, late.gain());
        assertThat(late.upper()).isBetween(late.gain(), 0.25);
    }

    /** A bound is the ratio at which the test changes its mind. */
    @Test
    void boundsAreWhereTheTestTurns() {
        PairedSessions sessions = new PairedSessions(LIMIT);
        add(sessions, new SplittableRandom(5), 3_000);
        double lower = 1 + sessions.bounds(LEVEL).lower();
        assertThat(tested(lower - 1e-6).isAbove()).isTrue();
        assertThat(tested(lower + 1e-6).isAbove()).isFalse();
        double upper = 1 + sessions.bounds(LEVEL).upper();
        assertThat(tested(upper + 1e-6).isBelow()).isTrue();
        assertThat(tested(upper - 1e-6).isBelow()).isFalse();
    }

    @Test
    void aChampionWithoutAHitLeavesTheGainOpen() {
        PairedSessions sessions = new PairedSessions(LIMIT);
        for (int session = 0; session < 2_000; session++) {
            sessions.add(0, 1);
        }
        assertThat(sessions.bounds(LEVEL).gain()).isNaN();
        assertThat(sessions.bounds(LEVEL).lower()).isGreaterThan(14);
    }

    /** What happens to one model in 4 % of all cases, to the other in 1 %, with a margin of 1 %. */
    @Test
    void anExcessBeyondTheMarginIsFound() {
        ExcessTest more = new ExcessTest(0.01, LIMIT, LEVEL);
        ExcessTest within = new ExcessTest(0.05, LIMIT, LEVEL);
        ExcessTest less = new ExcessTest(0.01, LIMIT, LEVEL);
        for (int session = 0; session < 3_000; session++) {
            int often = session % 5 == 0 ? 1 : 0;
            int seldom = session % 20 == 0 ? 1 : 0;
            more.add(seldom, often, 5);
            within.add(seldom, often, 5);
            less.add(often, seldom, 5);
        }
        assertThat(more.isExceeded()).isTrue();
        assertThat(within.isExceeded()).isFalse();
        assertThat(less.isExceeded()).isFalse();
    }

    private static RatioTest tested(double ratio) {
        RatioTest test = new RatioTest(ratio, LIMIT, LEVEL / 2);
        SplittableRandom random = new SplittableRandom(5);
        for (int session = 0; session < 3_000; session++) {
            int[] pair = pair(random);
            test.add(pair[0], pair[1]);
        }
        return test;
    }

    private static void add(PairedSessions sessions, SplittableRandom random, int count) {
        for (int session = 0; session < count; session++) {
            int[] pair = pair(random);
            sessions.add(pair[0], pair[1]);
        }
    }

    /** A hit of the champion in half of the sessions, of the challenger in six of ten. */
    private static int[] pair(SplittableRandom random) {
        int draw = random.nextInt(10);
        return new int[] {draw < 5 ? 1 : 0, draw < 4 || draw > 7 ? 1 : 0};
    }
}
