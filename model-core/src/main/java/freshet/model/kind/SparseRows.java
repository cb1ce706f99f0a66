package freshet.model.kind;

/**
 * A list of indices for each row, all lists in one array (compressed sparse rows). The arrays are
 * shared with the bundle: nobody writes to them.
 *
 * @param offsets where each row's list starts, and at the end where the last one ends (rows + 1)
 * @param indices of all lists, rising in each of them
 */
public record SparseRows(long[] offsets, int[] indices) {

    /** How many lists there are. */
    public int rows() {
        return offsets.length - 1;
    }

    /** Where a row's list starts in {@link #indices}. */
    public int from(int row) {
        return (int) offsets[row];
    }

    /** Where it ends, exclusive. */
    public int to(int row) {
        return (int) offsets[row + 1];
    }
}
