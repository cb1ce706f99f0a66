package freshet.lab.benchmark.rollout;

import freshet.cli.rollout.RolloutRules;
import freshet.model.evaluation.RankCounter;
import freshet.model.sequential.RatioTest;
import java.util.SplittableRandom;

/**
 * A trial of two models with a known difference. Sessions are drawn from those of two real models,
 * and a coin says for each which one of them is the champion there: so both are equally good, and
 * disagree and cluster as real ones do. A gain of g is made by dropping hits of the champion: each
 * is kept with a probability of 1 / (1 + g), so that the challenger's mean is 1 + g times the
 * champion's; a loss, by dropping the challenger's. For one thread.
 */
final class SimulatedTrial {
    private final PairedRanks ranks;
    private final SplittableRandom random;
    private final double gain;
    private final RatioTest recall;
    private final RatioTest mrr;
    private long predictions;

    /**
     * @param gain the true one, above −1
     * @param ratio that is tested
     */
    SimulatedTrial(PairedRanks ranks, SplittableRandom random, double gain, double ratio, RolloutRules rules) {
        this.ranks = ranks;
        this.random = random;
        this.gain = gain;
        this.recall = new RatioTest(ratio, RolloutRules.SESSION_LIMIT, rules.qualityLevel() / 2);
        this.mrr = new RatioTest(ratio, RolloutRules.SESSION_LIMIT, rules.qualityLevel() / 2);
    }

    /** Adds sessions until there are this many predictions. */
    void playTo(long wanted) {
        while (predictions < wanted) {
            session(ranks.sessions().get(random.nextInt(ranks.sessions().size())));
        }
    }

    private void session(PairedRanks.Session session) {
        boolean swapped = random.nextBoolean();
        int[] champion = swapped ? session.second() : session.first();
        int[] challenger = swapped ? session.first() : session.second();
        int hits = 0;
        int otherHits = 0;
        double reciprocal = 0;
        double otherReciprocal = 0;
        for (int i = 0; i < champion.length; i++) {
            if (champion[i] != RankCounter.MISS && isKept(gain)) {
                hits++;
                reciprocal += 1.0 / (champion[i] + 1);
            }
            if (challenger[i] != RankCounter.MISS && isKept(1 / (1 + gain) - 1)) {
                otherHits++;
                otherReciprocal += 1.0 / (challenger[i] + 1);
            }
        }
        recall.add(hits, otherHits);
        mrr.add(reciprocal, otherReciprocal);
        predictions += champion.length;
    }

    private boolean isKept(double othersGain) {
        return othersGain <= 0 || random.nextDouble() * (1 + othersGain) < 1;
    }

    /** Whether one metric is found to be above the ratio. */
    boolean isAbove() {
        return recall.isAbove() || mrr.isAbove();
    }

    /** Whether both are. */
    boolean areAbove() {
        return recall.isAbove() && mrr.isAbove();
    }

    /** Whether one metric is found to be below the ratio. */
    boolean isBelow() {
        return recall.isBelow() || mrr.isBelow();
    }
}
