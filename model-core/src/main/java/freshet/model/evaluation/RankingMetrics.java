package freshet.model.evaluation;

/**
 * Accuracy of next-item predictions at K: one prediction is one answer judged against the one item
 * that came next. All items of the vocabulary are ranked; an item outside of it is a miss. With one
 * relevant item at rank r (1 the best) a prediction counts
 *
 * <pre>
 *   Recall@K     1              if r ≤ K, else 0   (Hidasi et al. 2016, section 4)
 *   MRR@K        1 / r          if r ≤ K, else 0   (the same)
 *   NDCG@K       1 / log₂(1+r)  if r ≤ K, else 0   (Järvelin &amp; Kekäläinen 2002; ideal gain 1)
 *   Precision@K  Recall@K / K
 *   F1@K         2PR / (P + R) = 2 / (K + 1)  if r ≤ K, else 0   (van Rijsbergen 1979)
 * </pre>
 *
 * and a metric is the mean over the predictions; NaN without any, as a mean over nothing is none.
 * As there is always one relevant item, precision and F1 are multiples of recall and tell nothing
 * more: they are here for comparison with papers that print them.
 *
 * @param k ranks that count, at least 1
 * @param predictions predictions judged
 * @param hits those with the item among the first K
 * @param reciprocalRanks sum of 1/r over the hits
 * @param gains sum of 1/log₂(1+r) over the hits
 */
public record RankingMetrics(int k, long predictions, long hits, double reciprocalRanks, double gains) {

    /** Recall@K in [0, 1]. */
    public double recall() {
        return mean(hits);
    }

    /** MRR@K in [0, 1]. */
    public double mrr() {
        return mean(reciprocalRanks);
    }

    /** NDCG@K in [0, 1]. */
    public double ndcg() {
        return mean(gains);
    }

    /** Precision@K in [0, 1/K]. */
    public double precision() {
        return recall() / k;
    }

    /** F1@K in [0, 2/(K+1)]. */
    public double f1() {
        return 2 * recall() / (k + 1.0);
    }

    private double mean(double sum) {
        return predictions == 0 ? Double.NaN : sum / predictions;
    }
}
