package freshet.model.scoring;

import freshet.model.RankedItems;
import freshet.model.ScoreRows;

/** Scores and ranks all items for a batch of queries. For one thread. */
public interface ItemScorer extends AutoCloseable {

    /**
     * Writes the best K items per query, best first, equal scores in vocabulary order, each with its share of the softmax over all
     * items.
     *
     * @param queries (count, width), row-major
     * @param out receives rows 0 to count − 1
     */
    void top(float[] queries, int count, RankedItems out);

    /**
     * Hands out the scores of all items, query after query: those by which {@link #top} ranks.
     *
     * @param queries (count, width), row-major
     * @param out receives rows 0 to count − 1
     */
    void scores(float[] queries, int count, ScoreRows out);

    /** Frees the scratch. */
    @Override
    void close();
}
