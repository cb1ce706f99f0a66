package freshet.model.scoring.exact;

import freshet.model.math.VectorHalfMatrix;
import freshet.model.math.VectorMatrix;
import freshet.model.math.VectorPanels;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.ScoringKernel;

/**
 * Scores with the Vector API, in one pass: each panel of items is multiplied with all queries while
 * it is in the first-level cache, and each block of scores is ranked and summed up while it is in
 * the second. On the heap. Threads share it.
 */
public final class VectorKernel implements ScoringKernel {
    private final ItemHead head;
    private final VectorPanels items; // Eᵀ (width, items)
    private final float[]
            bias; // (padded items), −∞ for the padding: it is never ranked and adds nothing to a denominator

    /** Packs the weights. */
    public VectorKernel(ItemHead head) {
        this(head, new VectorMatrix(head.width(), head.items(), entries(head)));
    }

    private VectorKernel(ItemHead head, VectorPanels items) {
        this.head = head;
        this.items = items;
        this.bias = items.padded(head.bias(), 0, head.items(), Float.NEGATIVE_INFINITY);
    }

    /** Packs the weights in half the memory, each rounded to eight bits; the biases are not. */
    public static VectorKernel ofHalfPrecision(ItemHead head) {
        return new VectorKernel(head, new VectorHalfMatrix(head.width(), head.items(), entries(head)));
    }

    private static VectorMatrix.Entries entries(ItemHead head) {
        int width = head.width();
        float[] embedding = head.embedding();
        return (k, item) -> embedding[item * width + k];
    }

    @Override
    public ItemScorer newScorer(int maxBatch, int k) {
        return new VectorScorer(head, items, bias, maxBatch, k);
    }

    @Override
    public void close() {
        // the heap's memory needs no freeing
    }
}
