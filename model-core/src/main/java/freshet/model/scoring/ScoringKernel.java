package freshet.model.scoring;

/**
 * One way of scoring all items of an {@link ItemHead}. Holds the weights in the form that it wants,
 * allocated once; threads share it, each with a scorer of its own.
 */
public interface ScoringKernel extends AutoCloseable {

    /**
     * Allocates the scratch of one thread.
     *
     * @param maxBatch most queries in one call
     * @param k items wanted per query, at least 1
     */
    ItemScorer newScorer(int maxBatch, int k);

    /** Frees the weights; no scorer may be used after it. */
    @Override
    void close();
}
