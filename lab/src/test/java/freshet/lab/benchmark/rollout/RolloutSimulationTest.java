package freshet.lab.benchmark.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.rollout.RolloutRules;
import freshet.lab.benchmark.rollout.PairedRanks.Session;
import freshet.lab.benchmark.rollout.RolloutSimulation.Outcome;
import freshet.model.evaluation.RankCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** With seeds, so that each figure is the same on every machine. */
class RolloutSimulationTest {
    private static final int TRIALS = 400;
    private static final long MOST = 30_000;
    private static final double LEVEL = RolloutRules.DEFAULT.level();

    private final RolloutSimulation simulation = new RolloutSimulation(sessions(), RolloutRules.DEFAULT, 18);

    @Test
    void equalModelsAreRarelyCalledDifferent() {
        assertThat(errors(simulation).share()).isLessThanOrEqualTo(LEVEL);
    }

    /** Each session has its favourite for all its predictions. */
    @Test
    void soAreModelsThatEachPreferCertainSessions() {
        List<Session> sessions = new ArrayList<>();
        for (int length = 1; length <= RolloutRules.SESSION_LIMIT; length++) {
            int[] hits = new int[length];
            int[] misses = new int[length];
            Arrays.fill(misses, RankCounter.MISS);
            sessions.add(new Session(hits, misses));
        }
        RolloutSimulation extreme = new RolloutSimulation(new PairedRanks(sessions), RolloutRules.DEFAULT, 18);
        assertThat(errors(extreme).share()).isLessThanOrEqualTo(LEVEL);
    }

    /** A challenger whose loss is the tolerated one must not pass as one without. */
    @Test
    void aLossAtTheToleranceRarelyPasses() {
        Outcome passed = simulation.passes(0.02, TRIALS, MOST, done -> {});
        assertThat(passed.share()).isLessThanOrEqualTo(LEVEL);
    }

    @Test
    void aLargerGainIsFoundSooner() {
        Outcome small = simulation.gains(0.05, 50, 200_000, done -> {});
        Outcome large = simulation.gains(0.2, 50, 200_000, done -> {});
        assertThat(small.share()).isEqualTo(1);
        assertThat(large.share()).isEqualTo(1);
        assertThat(large.ninetieth()).isLessThan(small.median());
        assertThat(simulation.losses(0.2, 0.02, 50, 200_000, done -> {}).share())
                .isEqualTo(1);
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        assertThat(simulation.gains(0.05, 20, 50_000, done -> {}))
                .isEqualTo(simulation.gains(0.05, 20, 50_000, done -> {}));
    }

    @Test
    void sessionsAreCutWherePredictionsNoLongerCount() {
        PairedRanks ranks = PairedRanks.of(
                Map.of("a", List.of(0, 1, RankCounter.MISS), "b", List.of()),
                Map.of("a", List.of(RankCounter.MISS, 1, 5), "b", List.of()),
                2);
        assertThat(ranks.predictions()).isEqualTo(2);
        assertThat(ranks.recall(false)).isEqualTo(1);
        assertThat(ranks.recall(true)).isEqualTo(0.5);
        assertThat(ranks.discordance()).isEqualTo(0.5);
    }

    private static Outcome errors(RolloutSimulation simulation) {
        return simulation.errors(TRIALS, MOST, done -> {});
    }

    /** Five hundred sessions of two models that hit half of the items and differ in 6 %. */
    private static PairedRanks sessions() {
        SplittableRandom random = new SplittableRandom(5);
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int length = 1 + random.nextInt(5);
            int[] first = new int[length];
            int[] second = new int[length];
            for (int prediction = 0; prediction < length; prediction++) {
                int rank = random.nextBoolean() ? random.nextInt(20) : RankCounter.MISS;
                first[prediction] = rank;
                second[prediction] = random.nextInt(100) < 12 ? (random.nextBoolean() ? 3 : RankCounter.MISS) : rank;
            }
            sessions.add(new Session(first, second));
        }
        return new PairedRanks(sessions);
    }
}
