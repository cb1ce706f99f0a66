package freshet.model.scoring;

import freshet.model.ItemBoosts;
import freshet.model.WithheldItems;
import java.util.List;

/**
 * The items' biases, −∞ for those that are withheld: no finite product lifts such a score, so that
 * excluding an item costs the pass nothing. For one thread.
 */
public final class AvailableBias {
    private final float[] bias; // (items), or more where the caller pads
    private WithheldItems withheld = WithheldItems.NONE;
    private ItemBoosts boosts = ItemBoosts.NONE;
    private float[] available; // bias itself while nothing is withheld

    /** @param bias b (items), not changed here */
    public AvailableBias(float[] bias) {
        this.bias = bias;
        this.available = bias;
    }

    /**
     * The biases under what is withheld and boosted now (items); where that is another object than
     * at the last call, what differs is changed.
     */
    public float[] under(WithheldItems items, ItemBoosts wanted) {
        if (items != withheld || wanted != boosts) {
            available = available == bias ? bias.clone() : available;
            items.forEachDifference(withheld, row -> set(row, items, wanted));
            for (ItemBoosts changed : wanted == boosts ? List.<ItemBoosts>of() : List.of(boosts, wanted)) {
                for (int row : changed.rows()) {
                    set(row, items, wanted);
                }
            }
            withheld = items;
            boosts = wanted;
        }
        return available;
    }

    private void set(int row, WithheldItems items, ItemBoosts wanted) {
        if (row < bias.length) {
            available[row] = items.contains(row) ? Float.NEGATIVE_INFINITY : bias[row] + wanted.log(row);
        }
    }
}
