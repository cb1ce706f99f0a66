package freshet.model.kind;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleOutline;
import freshet.model.scoring.ItemHead;

/**
 * The item head in the bundle of a neural kind: every one of them scores its items with these two
 * tensors.
 */
public final class ItemTensors {
    /** E (items, width). */
    public static final String EMBEDDING = "item.embedding";

    /** b (items). */
    public static final String BIAS = "item.bias";

    private ItemTensors() {}

    /** Width of the item head, 0 where the bundle has none. */
    public static int width(BundleOutline bundle) {
        return bundle.columns(EMBEDDING);
    }

    /**
     * Reads the item head.
     *
     * @param width floats of a query
     * @param largestQuery largest magnitude that an element of a query can have
     * @throws BundleException if a tensor is missing or has another shape, or if the score of some
     *     item might be larger than {@link Magnitudes#LARGEST}
     */
    public static ItemHead head(BundleTensors tensors, int items, int width, double largestQuery) {
        ItemHead head = new ItemHead(
                items,
                width,
                tensors.floats(EMBEDDING, items, width),
                tensors.floats(BIAS, items),
                OwnItemJson.of(tensors.configuration()));
        for (int item = 0; item < items; item++) {
            double terms = largestQuery * Magnitudes.sum(head.embedding(), item * width, width);
            Magnitudes.require(
                    "row " + item + " of \"" + EMBEDDING + "\" and its bias", terms + Math.abs(head.bias()[item]));
        }
        return head;
    }
}
