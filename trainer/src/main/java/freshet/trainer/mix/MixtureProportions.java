package freshet.trainer.mix;

import java.util.Arrays;

/**
 * The proportions w of a mixture of known distributions, by expectation maximisation (Dempster,
 * Laird and Rubin, "Maximum Likelihood from Incomplete Data via the EM Algorithm", JRSS B 1977,
 * section 4.3). Of observation n with the shares p_nk:
 *
 * <pre>
 *   r_nk = w_k p_nk / Σ_j w_j p_nj            a model that answers
 *   r_nk = w_k / Σ_j w_j                      one that does not; j over those that do
 *   w_k  = (Σ_n r_nk + c v_k) / (Σ_n Σ_j r_nj + c)
 * </pre>
 *
 * <p>A model that does not answer leaves its weight to the others, w_k / Σ_j w_j: the observation
 * is truncated, and r counts the draws that fell on that model (section 4.2 there). c observations
 * of the proportions v come first, for where there are few. The likelihood never falls.
 */
final class MixtureProportions {
    /** In place of a share: the model does not answer. */
    static final float SILENT = -1;

    private static final int ROUNDS = 300;
    private static final double CLOSE = 1e-7; // change of a weight after which the rest are far smaller

    private MixtureProportions() {}

    /**
     * The most likely proportions; the prior where there is nothing to learn from.
     *
     * @param shares p by model and observation (models, observations), or {@link #SILENT}
     * @param observations which of them count; each with a share above 0
     * @param prior v (models), above 0, adding up to 1
     * @param strength c, above 0
     */
    static double[] fit(float[][] shares, int[] observations, double[] prior, double strength) {
        double[] weights = prior.clone();
        double[] counts = new double[weights.length];
        double moved = 1;
        for (int round = 0; round < ROUNDS && moved > CLOSE; round++) {
            for (int k = 0; k < counts.length; k++) {
                counts[k] = strength * prior[k];
            }
            for (int n : observations) {
                count(shares, n, weights, counts);
            }
            double total = Arrays.stream(counts).sum();
            moved = 0;
            for (int k = 0; k < counts.length; k++) {
                moved = Math.max(moved, Math.abs(weights[k] - counts[k] / total));
                weights[k] = counts[k] / total;
            }
        }
        return weights;
    }

    private static void count(float[][] shares, int n, double[] weights, double[] counts) {
        double answering = answering(shares, n, weights);
        double likelihood = likelihood(shares, n, weights);
        for (int k = 0; k < counts.length; k++) {
            counts[k] += shares[k][n] == SILENT ? weights[k] / answering : weights[k] * shares[k][n] / likelihood;
        }
    }

    /** The probability of an observation. */
    static double probability(float[][] shares, int n, double[] weights) {
        return likelihood(shares, n, weights) / answering(shares, n, weights);
    }

    private static double answering(float[][] shares, int n, double[] weights) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += shares[k][n] == SILENT ? 0 : weights[k];
        }
        return sum;
    }

    private static double likelihood(float[][] shares, int n, double[] weights) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * Math.max(0, shares[k][n]);
        }
        return sum;
    }
}
