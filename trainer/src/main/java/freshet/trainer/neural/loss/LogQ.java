package freshet.trainer.neural.loss;

import freshet.trainer.neural.loss.SampledLoss.LogQUse;

/**
 * The logQ correction of sampled softmax (Bengio and Senécal 2008; Yi et al. 2019): a candidate's
 * score is lowered by logq · log Q, where Q is how often the item is expected among the candidates
 * of one step; or, which is the same in a softmax, a candidate counts Q^−logq times. Without it the
 * loss takes items that are sampled often for unlikely ones.
 *
 * <p>With b sessions in the batch and n drawn samples, Q = b · support/events + n · q: the targets
 * of the batch follow popularity, the samples follow q ∝ support^alpha. The loss decides how it is
 * used: see {@link LogQUse}. Immutable.
 */
public final class LogQ {
    private final long[] support; // (V)
    private final double events; // sum of support
    private final NegativeSampler sampler;
    private final int samples;
    private final float share;
    private final int batchSize; // of a full batch
    private final float[] corrections; // (V), for a full batch
    private final float[] weights; // (V), for the same

    /**
     * @param support events per item (V), each at least 1
     * @param sampler where the drawn samples come from
     * @param samples how many are drawn per step
     * @param share of the correction that is applied, 0 for none, 1 for all
     * @param batchSize of a full batch, for which all is computed beforehand
     */
    public LogQ(long[] support, NegativeSampler sampler, int samples, float share, int batchSize) {
        this.support = support;
        this.sampler = sampler;
        this.samples = samples;
        this.share = share;
        this.corrections = new float[support.length];
        this.weights = new float[support.length];
        double sum = 0;
        for (long count : support) {
            sum += count;
        }
        this.events = sum;
        this.batchSize = batchSize;
        for (int item = 0; item < support.length; item++) {
            double correction = exact(item, batchSize);
            corrections[item] = (float) correction;
            weights[item] = (float) Math.exp(-correction);
        }
    }

    /**
     * Sets the biases so that each item's score, corrected, starts at log(p/Q) with p its share of
     * the events. That is the optimum of a loss that judges every candidate on its own, as long as
     * nothing is known of the session (Mnih and Teh 2012).
     *
     * @param bias receives them (V)
     */
    public void startAtPrior(float[] bias) {
        for (int item = 0; item < support.length; item++) {
            double prior = support[item] / events;
            bias[item] = (float) (Math.log(prior) - (1 - share) * Math.log(expected(item, batchSize)));
        }
    }

    /** What to take off an item's score in a batch of {@code batch} sessions. */
    public float correction(int item, int batch) {
        return batch == batchSize ? corrections[item] : (float) exact(item, batch);
    }

    /**
     * How often an item counts as a negative, per time that it is drawn, in a batch of
     * {@code batch} sessions.
     */
    public float weight(int item, int batch) {
        return batch == batchSize ? weights[item] : (float) Math.exp(-exact(item, batch));
    }

    private double exact(int item, int batch) {
        return share * Math.log(expected(item, batch));
    }

    private double expected(int item, int batch) {
        return batch * support[item] / events + samples * sampler.probability(item);
    }
}
