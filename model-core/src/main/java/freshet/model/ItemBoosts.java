package freshet.model;

import java.util.Arrays;

/**
 * Items whose weight in every answer is multiplied: ln of the factor is added to a score that is a
 * logarithm, and the factor itself multiplies a share. Immutable; threads share it.
 */
public final class ItemBoosts {
    /** No item is boosted. */
    public static final ItemBoosts NONE = new ItemBoosts(new int[0], new float[0]);

    private final int[] rows; // (boosted), rising
    private final float[] logs; // (boosted): ln of the factor
    private final float[] factors; // (boosted)

    /**
     * @param rows of boosted items (boosted), rising
     * @param logs ln of each one's factor (boosted), finite
     */
    public ItemBoosts(int[] rows, float[] logs) {
        this.rows = rows.clone();
        this.logs = logs.clone();
        this.factors = new float[logs.length];
        for (int i = 0; i < logs.length; i++) {
            factors[i] = (float) Math.exp(logs[i]);
        }
    }

    /** Whether no item is boosted. */
    public boolean isEmpty() {
        return rows.length == 0;
    }

    /** The rows of the boosted items, rising; not to be changed. */
    public int[] rows() {
        return rows;
    }

    /** ln of the factor of the boosted item at a place in {@link #rows}. */
    public float logAt(int place) {
        return logs[place];
    }

    /** The factor of the boosted item at a place in {@link #rows}. */
    public float factorAt(int place) {
        return factors[place];
    }

    /** ln of a row's factor, 0 where it is not boosted. */
    public float log(int row) {
        int place = Arrays.binarySearch(rows, row);
        return place < 0 ? 0 : logs[place];
    }

    /** A row's factor, 1 where it is not boosted. */
    public float factor(int row) {
        int place = Arrays.binarySearch(rows, row);
        return place < 0 ? 1 : factors[place];
    }
}
