package freshet.model.evaluation;

/** Counts the ranks of predictions towards {@link RankingMetrics}. For one thread. */
public final class RankCounter {
    /** The rank of an item that is nowhere: beyond every K. */
    public static final int MISS = Integer.MAX_VALUE;

    private static final double LOG_2 = Math.log(2);

    private final int k;
    private long predictions;
    private long hits;
    private double reciprocalRanks;
    private double gains;

    /** @param k ranks that count, at least 1 */
    public RankCounter(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + "; it must be at least 1");
        }
        this.k = k;
    }

    /**
     * Counts a prediction whose true item has a rank, 0 the best, perhaps between two, or
     * {@link #MISS}.
     */
    public void add(double rank) {
        predictions++;
        if (rank <= k - 1) {
            hits++;
            reciprocalRanks += 1 / (rank + 1);
            gains += LOG_2 / Math.log(rank + 2);
        }
    }

    /** Predictions counted. */
    public long predictions() {
        return predictions;
    }

    /** What has been counted so far. */
    public RankingMetrics metrics() {
        return new RankingMetrics(k, predictions, hits, reciprocalRanks, gains);
    }
}
