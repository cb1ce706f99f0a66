package freshet.model.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatioTestTest {
    private static final int TRIALS = 1_000;
    private static final int SESSIONS = 1_000;
    private static final int LIMIT = 10;
    private static final double LEVEL = 0.05;

    /** By hand: one outcome of 1/2, shares 0.98·2⁻ᵏ for k from 0 to 8. */
    @Test
    void wealthIsTheMeanOverTheShares() {
        Bets bets = new Bets();
        bets.add(0.5);
        double shares = 0.98 * (2 - 1.0 / 256);
        assertThat(bets.logWealth()).isCloseTo(Math.log(1 + 0.5 * shares / 9), within(1e-12));
    }

    /** A hundred losses of everything that may be lost, and as many wins: nothing overflows. */
    @Test
    void longRunsStayWithinTheRangeOfADouble() {
        Bets losses = new Bets();
        Bets wins = new Bets();
        for (int i = 0; i < 100_000; i++) {
            losses.add(-1);
            wins.add(16);
        }
        assertThat(losses.logWealth()).isFinite().isNegative();
        assertThat(wins.logWealth()).isFinite().isGreaterThan(250_000);
    }

    @Test
    void theOrderOfSessionsDoesNotMatter() {
        Bets forwards = new Bets();
        Bets backwards = new Bets();
        for (int i = 0; i < 1_000; i++) {
            forwards.add(i % 3 - 0.9);
            backwards.add((999 - i) % 3 - 0.9);
        }
        assertThat(forwards.logWealth()).isCloseTo(backwards.logWealth(), within(1e-9));
    }

    @Test
    void aClearGainIsFoundAndAClearLoss() {
        RatioTest test = new RatioTest(1, LIMIT, LEVEL);
        RatioTest other = new RatioTest(1, LIMIT, LEVEL);
        SplittableRandom random = new SplittableRandom(7);
        for (int session = 0; session < SESSIONS; session++) {
            int hits = random.nextInt(3);
            int more = random.nextInt(4) == 0 ? 1 : 0;
            test.add(hits, hits + more);
            other.add(hits + more, hits);
        }
        assertThat(test.isAbove()).isTrue();
        assertThat(test.isBelow()).isFalse();
        assertThat(other.isAbove()).isFalse();
        assertThat(other.isBelow()).isTrue();
    }

    /**
     * Each session prefers one of two equal models with all its predictions. Looked at after each
     * session, the test errs in at most 5 % of the trials on either side.
     */
    @Test
    void dependentPredictionsOfOneSessionAreOneBet() {
        assertThat(wrong(true)).isLessThanOrEqualTo((int) (LEVEL * TRIALS));
    }

    /** That is no matter of course: each prediction as a bet of its own errs far more often. */
    @Test
    void betsPerPredictionWouldErrFarMoreOften() {
        assertThat(wrong(false)).isGreaterThan((int) (2 * LEVEL * TRIALS));
    }

    @Test
    void refusesWhatIsNoSession() {
        RatioTest test = new RatioTest(1, LIMIT, LEVEL);
        assertThatThrownBy(() -> test.add(11, 0)).hasMessage("a session has 11.0 and 0.0; both must be from 0 to 10");
        assertThatThrownBy(() -> test.add(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RatioTest(-0.1, LIMIT, LEVEL)).hasMessageStartingWith("the ratio is -0.1");
        assertThatThrownBy(() -> new RatioTest(1, 0, LEVEL)).hasMessage("the limit is 0; it must be at least 1");
        assertThatThrownBy(() -> new RatioTest(1, LIMIT, 1)).hasMessageStartingWith("the level is 1.0");
    }

    /** Trials of equal models in which one of them is ever called better than the other. */
    private static int wrong(boolean wholeSessions) {
        SplittableRandom random = new SplittableRandom(18);
        int wrong = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            RatioTest test = new RatioTest(1, wholeSessions ? LIMIT : 1, LEVEL / 2);
            boolean erred = false;
            for (int session = 0; session < SESSIONS; session++) {
                boolean challenger = random.nextBoolean();
                int predictions = 1 + random.nextInt(LIMIT);
                int hits = 0;
                for (int prediction = 0; prediction < predictions; prediction++) {
                    int hit = random.nextInt(4) == 0 ? 1 : 0;
                    hits += hit;
                    if (!wholeSessions) {
                        test.add(challenger ? 0 : hit, challenger ? hit : 0);
                    }
                }
                if (wholeSessions) {
                    test.add(challenger ? 0 : hits, challenger ? hits : 0);
                }
                erred |= test.isAbove() || test.isBelow();
            }
            wrong += erred ? 1 : 0;
        }
        return wrong;
    }
}
