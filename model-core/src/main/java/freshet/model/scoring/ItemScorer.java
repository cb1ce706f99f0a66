package freshet.model.scoring;

import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;

/** Scores and ranks all items for a batch of queries. For one thread. */
public interface ItemScorer extends AutoCloseable {

    /**
     * Writes the best K items per query, best first, equal scores in vocabulary order, each with
     * its share of the softmax over all items that are not excluded. −0 equals 0; an item of score
     * −∞ is not ranked and has no share.
     *
     * <p>The terms of a score, Σ_j |E_ij q_j| + |b_i|, must not overflow a float where b_i is
     * finite: beyond that sums are ±∞ or NaN, and the answer means nothing. No bundle that could
     * lead there is served: {@code freshet.model.kind} refuses one whose terms might exceed 1e15.
     *
     * @param queries (count, width), row-major
     * @param excluded rows that are neither ranked nor counted in the softmax denominator; their
     *     lists get sorted
     * @param out receives rows 0 to count − 1
     */
    void top(float[] queries, int count, ExcludedItems excluded, RankedItems out);

    /**
     * Hands out the scores of all items, query after query: those by which {@link #top} ranks,
     * nothing excluded.
     *
     * @param queries (count, width), row-major
     * @param out receives rows 0 to count − 1
     */
    void scores(float[] queries, int count, ScoreRows out);

    /** Frees the scratch. */
    @Override
    void close();
}
