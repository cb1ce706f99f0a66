package freshet.model.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedSessionsTest {
    private static final int LIMIT = 20;
    private static final double LEVEL = 0.05;

    @Test
    void nothingIsKnownBeforeTheFirstSession() {
        assertThat(new PairedSessions(LIMIT, 1).bounds(LEVEL)).isEqualTo(GainBounds.UNKNOWN);
    }

    @Test
    void aFewSessionsSayLittle() {
        PairedSessions sessions = new PairedSessions(LIMIT, 1);
        sessions.add(1, 1, 0.5);
        GainBounds bounds = sessions.bounds(LEVEL);
        assertThat(bounds.lower()).isCloseTo(-1, within(1e-6));
        assertThat(bounds.gain()).isZero();
        assertThat(bounds.upper()).isInfinite();
    }

    /** Of two thousand sessions with a true gain of 20 %. */
    @Test
    void boundsEncloseTheGainAndNarrowDown() {
        PairedSessions sessions = new PairedSessions(LIMIT, 1);
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
        PairedSessions sessions = new PairedSessions(LIMIT, 1);
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
        PairedSessions sessions = new PairedSessions(LIMIT, 1);
        for (int session = 0; session < 2_000; session++) {
            sessions.add(0, 1, 0.5);
        }
        assertThat(sessions.bounds(LEVEL).gain()).isNaN();
        assertThat(sessions.bounds(LEVEL).lower()).isGreaterThan(14);
    }

    /** Sums of reciprocal ranks, with a true gain of 20 %, beside tests of the sums as they are. */
    @Test
    void boundsOfRoundedSumsAreThoseOfTheSums() {
        PairedSessions rounded = new PairedSessions(LIMIT, 20);
        SplittableRandom random = new SplittableRandom(11);
        double[][] sums = new double[20_000][];
        for (int session = 0; session < sums.length; session++) {
            double champion = reciprocalRank(random) + reciprocalRank(random);
            sums[session] = new double[] {champion, random.nextInt(5) == 0 ? 2 * champion : champion};
            rounded.add(sums[session][0], sums[session][1], random.nextDouble());
        }
        GainBounds bounds = rounded.bounds(LEVEL);
        assertThat(bounds.gain()).isCloseTo(0.2, within(0.02));
        double near = 0.002;
        assertThat(exact(sums, bounds.lower() - near).isAbove()).isTrue();
        assertThat(exact(sums, bounds.lower() + near).isAbove()).isFalse();
        assertThat(exact(sums, bounds.upper() + near).isBelow()).isTrue();
        assertThat(exact(sums, bounds.upper() - near).isBelow()).isFalse();
    }

    private static RatioTest exact(double[][] sums, double gain) {
        RatioTest test = new RatioTest(1 + gain, LIMIT, LEVEL / 2);
        for (double[] session : sums) {
            test.add(session[0], session[1]);
        }
        return test;
    }

    /** A sum between two points comes as often to the upper one as its place says. */
    @Test
    void roundingKeepsTheMean() {
        PairedSessions sessions = new PairedSessions(1, 4);
        for (int i = 0; i < 1_000; i++) {
            sessions.add(0.25, 0.3, i / 1_000.0);
        }
        RatioTest exact = new RatioTest(1, 1, LEVEL);
        exact.add(0.25, 0.25, 800);
        exact.add(0.25, 0.5, 200);
        assertThat(sessions.bounds(LEVEL).gain()).isCloseTo(0.2, within(1e-9));
        assertThat(exact.isAbove()).isEqualTo(sessions.bounds(2 * LEVEL).lower() > 0);
    }

    @Test
    void refusesASumThatIsNone() {
        PairedSessions sessions = new PairedSessions(LIMIT, 20);
        assertThatThrownBy(() -> sessions.add(21, 0, 0))
                .hasMessage("a session has a sum of 21.0; it must be from 0 to 20");
        assertThatThrownBy(() -> sessions.add(0, Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double reciprocalRank(SplittableRandom random) {
        int rank = 1 + random.nextInt(40);
        return rank > 20 ? 0 : 1.0 / rank;
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
            sessions.add(pair[0], pair[1], 0.5);
        }
    }

    /** A hit of the champion in half of the sessions, of the challenger in six of ten. */
    private static int[] pair(SplittableRandom random) {
        int draw = random.nextInt(10);
        return new int[] {draw < 5 ? 1 : 0, draw < 4 || draw > 7 ? 1 : 0};
    }
}
