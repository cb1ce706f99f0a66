package freshet.model.scoring.pruned;

import freshet.model.ItemBoosts;
import freshet.model.WithheldItems;
import java.util.Arrays;

/**
 * The first pass's biases by slot, −∞ where there is no item or one that nobody may be recommended,
 * and how many items of each cluster may be. A boosted item is out of both: it may be far from the
 * mean of its cluster, and is scored by itself. For one thread.
 */
final class AvailableSlots {
    private final PrunedItems items;
    private final float[] bias; // (slots): b − b̄
    private final float[] counts; // (padded clusters)
    private WithheldItems withheld = WithheldItems.NONE;
    private ItemBoosts boosts = ItemBoosts.NONE;

    AvailableSlots(PrunedItems items) {
        this.items = items;
        this.bias = new float[items.layout.slots()];
        this.counts = new float[items.moments.stride()];
        compute();
    }

    /** Biases by slot (slots). */
    float[] bias() {
        return bias;
    }

    /** Items by cluster, whole numbers (padded clusters). */
    float[] counts() {
        return counts;
    }

    /**
     * Sets what is withheld and boosted; computed again when that is another object than at the
     * last call.
     */
    void set(WithheldItems rows, ItemBoosts boosted) {
        if (rows != withheld || boosted != boosts) {
            withheld = rows;
            boosts = boosted;
            compute();
        }
    }

    private void compute() {
        Arrays.fill(bias, Float.NEGATIVE_INFINITY);
        Arrays.fill(counts, 0);
        for (int row = 0; row < items.bias.length; row++) {
            if (items.bias[row] > Float.NEGATIVE_INFINITY && !withheld.contains(row)) {
                bias[items.layout.slot(row)] = items.bias[row];
                counts[items.layout.cluster(row)]++;
            }
        }
        for (int row : boosts.rows()) {
            if (row < items.bias.length && bias[items.layout.slot(row)] > Float.NEGATIVE_INFINITY) {
                bias[items.layout.slot(row)] = Float.NEGATIVE_INFINITY;
                counts[items.layout.cluster(row)]--;
            }
        }
    }
}
