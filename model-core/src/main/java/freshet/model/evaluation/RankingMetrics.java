package freshet.model.evaluation;

/**
 * Recall@K and MRR@K of next-item predictions: one prediction is one answer judged against the one item that came next
 * (Hidasi et al. 2016, section 4). Recall@K is the share of predictions with that item among the first K; MRR@K the mean of
 * 1/rank, counting 0 beyond K. All items of the vocabulary are ranked; an item outside of it is a miss.
 *
 * <p>Tie rule: equal scores rank in the order of the vocabulary, which is the order in which the job answers. For one thread.
 */
public final class RankingMetrics {
    /** The rank of an item that is not among the first K. */
    public static final int MISS = -1;

    private final int k;
    private long predictions;
    private long hits;
    private double reciprocalRanks;

    /** @param k ranks that count, at least 1 */
    public RankingMetrics(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + "; it must be at least 1");
        }
        this.k = k;
    }

    /** Counts a prediction whose true item stood at a rank, 0 the best, or {@link #MISS}. */
    public void add(int rank) {
        predictions++;
        if (rank != MISS && rank < k) {
            hits++;
            reciprocalRanks += 1.0 / (rank + 1);
        }
    }

    /** Counts all that another one counted. */
    public void add(RankingMetrics other) {
        predictions += other.predictions;
        hits += other.hits;
        reciprocalRanks += other.reciprocalRanks;
    }

    /** Ranks that count. */
    public int k() {
        return k;
    }

    /** Predictions counted. */
    public long predictions() {
        return predictions;
    }

    /** Recall@K in [0, 1]; 0 without predictions. */
    public double recall() {
        return predictions == 0 ? 0 : (double) hits / predictions;
    }

    /** MRR@K in [0, 1]; 0 without predictions. */
    public double mrr() {
        return predictions == 0 ? 0 : reciprocalRanks / predictions;
    }
}
