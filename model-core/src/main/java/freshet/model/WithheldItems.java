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

    /** Of all items at most one in so many is few: scored one by one, they are cheaper than all. */
    private static final int FEW = 16;

    private static final int[] MANY = {};

    private final BitSet rows;
    private final int[] left; // the rows that are not withheld, rising, where they are few
    private final boolean few;

    /**
     * @param rows the withheld rows; copied, and those beyond a model's vocabulary mean nothing to
     *     it
     */
    public WithheldItems(BitSet rows) {
        this((BitSet) rows.clone(), MANY, false);
    }

    private WithheldItems(BitSet rows, int[] left, boolean few) {
        this.rows = rows;
        this.left = left;
        this.few = few;
    }

    /**
     * All items of a model but some.
     *
     * @param items of the model
     * @param allowed the rows that may be recommended
     */
    public static WithheldItems allBut(int items, BitSet allowed) {
        BitSet rows = new BitSet(items);
        rows.set(0, items);
        rows.andNot(allowed);
        int count = allowed.cardinality();
        if (count > items / FEW) {
            return new WithheldItems(rows, MANY, false);
        }
        int[] left = new int[count];
        int row = -1;
        for (int i = 0; i < count; i++) {
            row = allowed.nextSetBit(row + 1);
            left[i] = row;
        }
        return new WithheldItems(rows, left, true);
    }

    /** Whether the rows that may be recommended are few, so that {@link #left} lists them. */
    public boolean leavesFew() {
        return few;
    }

    /** The rows that may be recommended, where they are few, rising; not to be changed. */
    public int[] left() {
        return left;
    }

    /** How many rows are withheld. */
    public int size() {
        return rows.cardinality();
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
