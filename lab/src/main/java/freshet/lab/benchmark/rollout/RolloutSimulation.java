package freshet.lab.benchmark.rollout;

import freshet.cli.rollout.RolloutRules;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Many trials with a known difference, each looked at after every thousand predictions. The same
 * seed gives the same figures.
 *
 * @param ranks from which sessions are drawn
 * @param rules whose error level holds
 * @param seed of all draws
 */
record RolloutSimulation(PairedRanks ranks, RolloutRules rules, long seed) {
    /** Predictions between two looks. */
    static final int LOOK = 1_000;

    /**
     * When trials were decided.
     *
     * @param trials all of them
     * @param decided those that were, within the predictions that they had
     * @param median predictions that half of all trials took; the most that they had where half of
     *     them were not decided
     * @param ninetieth the same of nine in ten
     */
    record Outcome(int trials, int decided, long median, long ninetieth) {
        /** Share of the trials that were decided. */
        double share() {
            return (double) decided / trials;
        }
    }

    /**
     * Trials of equal models in which one of them is ever found to be better than the other.
     *
     * @param most predictions of a trial
     * @param progress hears how many trials are over
     */
    Outcome errors(int trials, long most, LongConsumer progress) {
        return run(trials, most, 0, 1, trial -> trial.isAbove() || trial.isBelow(), progress);
    }

    /** Trials of a better model, up to where one metric is certainly better. */
    Outcome gains(double gain, int trials, long most, LongConsumer progress) {
        return run(trials, most, gain, 1, SimulatedTrial::isAbove, progress);
    }

    /** Trials of equal models, up to where neither metric can have lost more than is tolerated. */
    Outcome noLoss(double tolerated, int trials, long most, LongConsumer progress) {
        return run(trials, most, 0, 1 - tolerated, SimulatedTrial::areAbove, progress);
    }

    /** Trials of a model that is worse, up to where that is certain. */
    Outcome losses(double loss, double tolerated, int trials, long most, LongConsumer progress) {
        return run(trials, most, -loss, 1 - tolerated, SimulatedTrial::isBelow, progress);
    }

    /** Trials of a model that has lost what is just tolerated, and is promoted as one without. */
    Outcome passes(double tolerated, int trials, long most, LongConsumer progress) {
        return run(trials, most, -tolerated, 1 - tolerated, SimulatedTrial::areAbove, progress);
    }

    private Outcome run(
            int trials,
            long most,
            double gain,
            double ratio,
            Predicate<SimulatedTrial> decided,
            LongConsumer progress) {
        long[] took = new long[trials];
        int count = 0;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < trials; i++) {
            SimulatedTrial trial = new SimulatedTrial(ranks, random.split(), gain, ratio, rules);
            boolean over = false;
            for (took[i] = 0; !over && took[i] < most; ) {
                took[i] += LOOK;
                trial.playTo(took[i]);
                over = decided.test(trial);
            }
            count += over ? 1 : 0;
            progress.accept(i + 1);
        }
        Arrays.sort(took);
        return new Outcome(trials, count, took[trials / 2], took[trials * 9 / 10]);
    }
}
