package freshet.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.RolloutDecision;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each rule on a recorded stream in which the challenger breaks it, and nothing else. */
class RuleBookTest {
    private static final int LONG = 300_000; // sessions
    private static final int ENOUGH = 4_000; // sessions of three predictions each

    @Test
    void anEqualChallengerGoesOnToTheNextShare() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0);
        trial.play(ENOUGH);
        assertThat(trial.verdict().decision()).isEqualTo(RolloutDecision.GO_ON);
        assertThat(trial.verdict().reason())
                .startsWith("no loss over 10.0 %: Recall@20 ")
                .contains("MRR@20");
    }

    @Test
    void anEqualChallengerIsPromotedAfterTheLastShare() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0.5);
        trial.play(ENOUGH);
        assertThat(trial.verdict().decision()).isEqualTo(RolloutDecision.PROMOTE);
    }

    @Test
    void whatMustGainIsNotPromotedForBeingEqual() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(true), 0.5);
        trial.play(ENOUGH);
        assertThat(trial.verdict().decision()).isEqualTo(RolloutDecision.WAIT);
        assertThat(trial.verdict().reason()).startsWith("no gain is certain yet: ");
    }

    @Test
    void whatMustGainIsPromotedForAGain() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(true), 0.5);
        trial.right = 0.6;
        trial.play(ENOUGH);
        assertThat(trial.verdict().decision()).isEqualTo(RolloutDecision.PROMOTE);
    }

    @Test
    void aFewPredictionsDecideNothing() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0);
        trial.play(100);
        assertThat(trial.verdict().decision()).isEqualTo(RolloutDecision.WAIT);
        assertThat(trial.verdict().reason()).contains(" of 1,000 predictions of this stage");
    }

    @Test
    void aWorseChallengerIsTakenBack() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0);
        trial.right = 0.35;
        trial.play(ENOUGH);
        assertReturned(trial, "Recall@20 is worse than the champion's by ");
    }

    @Test
    void aSlowerChallengerIsTakenBack() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0.5);
        trial.slowerMillis = 30;
        trial.play(ENOUGH);
        assertReturned(trial, "95 of 100 answers take up to 40 ms, the champion's 10 ms; 15 ms are tolerated");
    }

    /** The job makes those answers after all others. */
    @Test
    void answersOfTheShadowMayTakeLonger() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0);
        trial.slowerMillis = 30;
        trial.play(ENOUGH);
        assertThat(trial.verdict().decision()).isEqualTo(RolloutDecision.GO_ON);
    }

    @Test
    void aChallengerThatFallsBackMoreIsTakenBack() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0);
        trial.fallback = 0.08;
        trial.play(ENOUGH);
        assertReturned(trial, " answers are POPULAR or NONE, of the champion's to the same events ");
    }

    @Test
    void aChallengerOfAFifthFewerItemsIsTakenBack() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0);
        trial.catalogue = 700;
        trial.play(ENOUGH);
        assertReturned(trial, "it recommends 701 items, the champion 1,001 to the same events; 80.0 % of them");
    }

    @Test
    void aChallengerThatNeverAnswersIsTakenBack() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0.5);
        trial.silent = true;
        trial.play(ENOUGH);
        assertReturned(trial, "events that it should answer have no answer of it; the job may have refused its bundle");
    }

    @Test
    void aChallengerThatFallsSilentIsTakenBack() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(true), 0.5);
        trial.play(1_000);
        assertThat(trial.verdict().decision()).isEqualTo(RolloutDecision.WAIT);
        trial.silent = true;
        trial.play(1_000);
        assertReturned(trial, "events that it should answer have no answer of it");
    }

    @Test
    void memoryDoesNotGrowWithTheTrial() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(true), 0.5);
        trial.play(20_000);
        long early = heapInUse();
        trial.play(LONG);
        assertThat(heapInUse() - early).isLessThan(2_000_000);
        assertThat(trial.kept()).isLessThan(300);
        assertThat(trial.play(0).predictions()).isGreaterThan(3L * LONG);
    }

    /** Two of thirty open sessions fit. */
    @Test
    void whatFullMemoryPassesOverChangesNoFigure() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(false), 0, 8);
        trial.play(LONG / 10);
        TrialFigures figures = trial.play(0);
        assertThat(figures.passedOver()).isGreaterThan(LONG / 20);
        assertThat(figures.champion().recall()).isBetween(0.45, 0.55);
        assertThat(figures.challenger().recall()).isBetween(0.45, 0.55);
        assertThat(figures.recallGain().lower()).isNegative();
        assertThat(figures.recallGain().upper()).isPositive();
    }

    /** Right after a collection: what threads have set apart for themselves since is megabytes. */
    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    @Test
    void aStageWithoutAVerdictEnds() {
        SimulatedTrial trial = new SimulatedTrial(SimulatedTrial.rules(true), 0.5);
        trial.play(ENOUGH);
        Verdict verdict = trial.verdict(Duration.ofDays(8));
        assertThat(verdict.decision()).isEqualTo(RolloutDecision.RETURN);
        assertThat(verdict.reason()).startsWith("the stage has gone on for 8 d without a verdict, 7 d is the longest");
    }

    private static void assertReturned(SimulatedTrial trial, String reason) {
        assertThat(trial.verdict().decision()).isEqualTo(RolloutDecision.RETURN);
        assertThat(trial.verdict().reason()).contains(reason);
    }
}
