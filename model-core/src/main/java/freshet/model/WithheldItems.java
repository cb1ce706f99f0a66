package freshet.model;

import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * The rows that may not be recommended to anybody now, for example because they are sold out.
 * Immutable; threads share it.
 */
public final class WithheldItems {
    /** Everything may be recommended. */
    public static final WithheldItems NONE = new WithheldItems(new BitSet());

    private final BitSet rows;

    /**
     * @param rows the withheld rows; copied, and those beyond a model's vocabulary mean nothing to
     *     it
     */
    public WithheldItems(BitSet rows) {
        this.rows = (BitSet) rows.clone();
    }

    /** Whether nothing is withheld. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Whether a row is withheld. */
    public boolean contains(int row) {
        return rows.get(row);
    }

    /** The first withheld row from {@code row} on, or −1. */
    public int next(int row) {
        return rows.nextSetBit(row);
    }

    /**
     * Hands out, in their order, the rows that are withheld here and not there, or there and not
     * here.
     */
    public void forEachDifference(WithheldItems other, IntConsumer row) {
        BitSet differing = (BitSet) rows.clone();
        differing.xor(other.rows);
        differing.stream().forEach(row);
    }
}
