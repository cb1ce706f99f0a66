package freshet.model;

import java.util.Arrays;

/**
 * Sessions as a model sees them: rows of known items with the times of their events, oldest first,
 * and how far each one's state has folded them. A caller-owned buffer that is filled again for
 * every batch; for one thread.
 */
public final class SessionBatch {
    /** The time of an item of which no time is known. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private final int maxItems;
    private final int stateWidth;
    private final float[] states; // (capacity, stateWidth)
    private final int[] items; // (capacity, maxItems)
    private final long[] times; // (capacity, maxItems)
    private final int[] lengths; // (capacity)
    private final int[] folded; // (capacity)
    private final ExcludedItems excluded; // (capacity, maxItems)
    private final Runnable allFolded;
    private int size;
    private int marked;

    /**
     * @param capacity most sessions in the batch
     * @param maxItems most items of a session
     * @param stateWidth floats of state per session, as {@link NextItemModel#stateWidth()} says
     */
    public SessionBatch(int capacity, int maxItems, int stateWidth) {
        this(capacity, maxItems, stateWidth, () -> {});
    }

    /**
     * A batch that tells when a model has folded all of its sessions.
     *
     * @param capacity most sessions in the batch
     * @param maxItems most items of a session
     * @param stateWidth floats of state per session, as {@link NextItemModel#stateWidth()} says
     * @param allFolded is run when the last session of the batch is marked as folded
     */
    public SessionBatch(int capacity, int maxItems, int stateWidth, Runnable allFolded) {
        this.maxItems = maxItems;
        this.stateWidth = stateWidth;
        this.states = new float[capacity * stateWidth];
        this.items = new int[capacity * maxItems];
        this.times = new long[capacity * maxItems];
        this.lengths = new int[capacity];
        this.folded = new int[capacity];
        this.excluded = new ExcludedItems(capacity, maxItems);
        this.allFolded = allFolded;
    }

    /** Empties the batch. */
    public void clear() {
        size = 0;
        marked = 0;
    }

    /** Sessions in the batch now. */
    public int size() {
        return size;
    }

    /** Most items of a session. */
    public int maxItems() {
        return maxItems;
    }

    /** Most sessions it can hold. */
    public int capacity() {
        return lengths.length;
    }

    /**
     * Opens a session with no items, nothing excluded for it and a zero state, and gives its index.
     */
    public int add() {
        int session = size++;
        lengths[session] = 0;
        folded[session] = 0;
        excluded.clear(session);
        Arrays.fill(states, session * stateWidth, (session + 1) * stateWidth, 0f);
        return session;
    }

    /** Appends the row of the session's next item, of which no time is known. */
    public void append(int session, int row) {
        append(session, row, NO_TIME);
    }

    /**
     * Appends the row of the session's next item.
     *
     * @param timeMillis of its event, milliseconds since 1970-01-01 UTC, or {@link #NO_TIME}
     */
    public void append(int session, int row, long timeMillis) {
        int at = session * maxItems + lengths[session]++;
        items[at] = row;
        times[at] = timeMillis;
    }

    /** Sets a cached state (stateWidth) that has folded the first {@code foldedItems} items. */
    public void restore(int session, float[] state, int foldedItems) {
        System.arraycopy(state, 0, states, session * stateWidth, stateWidth);
        folded[session] = foldedItems;
    }

    /** Number of items of a session. */
    public int length(int session) {
        return lengths[session];
    }

    /** The row at a position in {@code [0, length)}, oldest first. */
    public int item(int session, int position) {
        return items[session * maxItems + position];
    }

    /** The time of the item at a position in {@code [0, length)}, or {@link #NO_TIME}. */
    public long time(int session, int position) {
        return times[session * maxItems + position];
    }

    /** How many of the session's items its state has folded. */
    public int folded(int session) {
        return folded[session];
    }

    /**
     * Records that the session's state has folded all of its items: once per session of the batch.
     */
    public void markFolded(int session) {
        folded[session] = lengths[session];
        marked++;
        if (marked == size) {
            allFolded.run();
        }
    }

    /** All states (capacity, stateWidth), row-major, to be read and written in place. */
    public float[] states() {
        return states;
    }

    /**
     * What must not be recommended, by session: at most as many items of its own as it may have.
     */
    public ExcludedItems excluded() {
        return excluded;
    }

    /** Floats of state per session. */
    public int stateWidth() {
        return stateWidth;
    }
}
