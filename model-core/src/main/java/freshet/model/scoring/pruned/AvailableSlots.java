package freshet.model.scoring.pruned;

import freshet.model.WithheldItems;
import java.util.Arrays;

/**
 * The first pass's biases by slot, −∞ where there is no item or one that nobody may be recommended,
 * and how many items of each cluster may be. For one thread.
 */
final class AvailableSlots {
    private final PrunedItems items;
    private final float[] bias; // (slots): b − b̄
    private final float[] counts; // (padded clusters)
    private WithheldItems withheld = WithheldItems.NONE;

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

    /** Sets what is withheld; computed again when that is another object than at the last call. */
    void withhold(WithheldItems rows) {
        if (rows != withheld) {
            withheld = rows;
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
    }
}
