package freshet.model.scoring;

import freshet.model.WithheldItems;

/**
 * The items' biases, −∞ for those that are withheld: no finite product lifts such a score, so that excluding an item costs the pass
 * nothing. For one thread.
 */
public final class AvailableBias {
    private final float[] bias; // (items), or more where the caller pads
    private WithheldItems withheld = WithheldItems.NONE;
    private float[] available; // bias itself while nothing is withheld

    /** @param bias b (items), not changed here */
    public AvailableBias(float[] bias) {
        this.bias = bias;
        this.available = bias;
    }

    /** The biases under what is withheld now (items); computed again when that is another object than at the last call. */
    public float[] under(WithheldItems items) {
        if (items != withheld) {
            withheld = items;
            available = available == bias ? new float[bias.length] : available;
            System.arraycopy(bias, 0, available, 0, bias.length);
            for (int row = items.next(0); row >= 0 && row < bias.length; row = items.next(row + 1)) {
                available[row] = Float.NEGATIVE_INFINITY;
            }
        }
        return available;
    }
}
