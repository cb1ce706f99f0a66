package freshet.cli.gate;

/**
 * What a candidate must show.
 *
 * @param margin share of the champion's Recall@20 and of its MRR@20 that the candidate may lose of
 *     each; in [0, 1)
 * @param leastPredictions with fewer no model is let through; at least 1
 */
public record GateRules(double margin, long leastPredictions) {
    public GateRules {
        if (!(margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException("the margin is " + margin + "; it must be at least 0 and under 1");
        }
        if (leastPredictions < 1) {
            throw new IllegalArgumentException(
                    "the least number of predictions is " + leastPredictions + "; it must be at least 1");
        }
    }

    /** Whether a figure is good enough beside the champion's. */
    boolean holds(double candidate, double champion) {
        return candidate >= (1 - margin) * champion;
    }
}
