package freshet.trainer.neural;

import freshet.trainer.column.IntColumn;

/**
 * The windows of a step: of each prediction the newest items before it, oldest first, one window
 * after the other in rows. Filled anew for each step by one thread; once it is filled, others may
 * read.
 */
public final class Windows {
    private final int longest;
    private final int[] items; // (capacity · longest): vocabulary rows
    private final int[] offsets; // (capacity + 1): where each window begins
    private int size;

    /**
     * @param capacity most windows
     * @param longest most items of a window
     */
    public Windows(int capacity, int longest) {
        this.longest = longest;
        this.items = new int[Math.multiplyExact(capacity, longest)];
        this.offsets = new int[capacity + 1];
    }

    /** Forgets all windows. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds the window at the end of some items: all of them or the newest.
     *
     * @param session vocabulary rows, oldest first
     * @param from the first item, before {@code to}
     * @param to after the last one
     */
    public void add(IntColumn session, int from, int to) {
        int first = Math.max(from, to - longest);
        session.copy(first, items, offsets[size], to - first);
        offsets[size + 1] = offsets[size] + to - first;
        size++;
    }

    /** Adds the window at the end of some items, as {@link #add(IntColumn, int, int)} does. */
    public void add(int[] session, int from, int to) {
        add(IntColumn.of(session), from, to);
    }

    /** Windows. */
    public int size() {
        return size;
    }

    /** Rows of all windows together. */
    public int rows() {
        return offsets[size];
    }

    /** The vocabulary row of the item in a row. */
    public int item(int row) {
        return items[row];
    }

    /** The row where a window begins; {@link #size()} gives the number of all rows. */
    public int from(int window) {
        return offsets[window];
    }

    /** The row after a window's last one. */
    public int to(int window) {
        return offsets[window + 1];
    }
}
