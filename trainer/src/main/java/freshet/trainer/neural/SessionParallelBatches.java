package freshet.trainer.neural;

import freshet.trainer.column.IntColumn;

/**
 * Session-parallel mini-batches (Hidasi et al. 2016, section 3.1.1): each slot of the batch walks
 * one session, event by event; when it ends the next session in order takes the slot. When no
 * session is left the batch shrinks, so that every pair of consecutive events is seen exactly once.
 * One pass over the data; for one thread.
 */
public final class SessionParallelBatches implements Batches {
    /** {@link #previousSlots()} of a slot in which a session starts: its hidden state is zero. */
    public static final int SESSION_START = -1;

    private final IntColumn items; // (events)
    private final IntColumn offsets; // (sessions + 1)
    private final int[] positions; // (B): index in items of a slot's input
    private final int[] ends; // (B): end of a slot's session in items
    private final int[] inputs; // (B)
    private final int[] targets; // (B)
    private final int[] previousSlots; // (B)
    private int size;
    private int nextSession;

    /**
     * @param items rows of all sessions' events (events)
     * @param offsets starts of the sessions, each of at least two events (sessions + 1)
     * @param batchSize most sessions in parallel, at least 1
     */
    public SessionParallelBatches(IntColumn items, IntColumn offsets, int batchSize) {
        this.items = items;
        this.offsets = offsets;
        this.positions = new int[batchSize];
        this.ends = new int[batchSize]; // zero: every slot begins as one whose session has ended
        this.inputs = new int[batchSize];
        this.targets = new int[batchSize];
        this.previousSlots = new int[batchSize];
        this.size = batchSize;
    }

    @Override
    public boolean next() {
        int kept = 0;
        for (int slot = 0; slot < size; slot++) {
            int position = positions[slot] + 1;
            int end = ends[slot];
            int previous = slot;
            if (position + 1 >= end) {
                if (nextSession + 1 >= offsets.size()) {
                    continue;
                }
                position = offsets.get(nextSession);
                end = offsets.get(++nextSession);
                previous = SESSION_START;
            }
            positions[kept] = position;
            ends[kept] = end;
            inputs[kept] = items.get(position);
            targets[kept] = items.get(position + 1);
            previousSlots[kept++] = previous;
        }
        size = kept;
        return size > 0;
    }

    @Override
    public int size() {
        return size;
    }

    /** Row of each slot's current event; the first {@link #size()} count. */
    public int[] inputs() {
        return inputs;
    }

    @Override
    public int[] targets() {
        return targets;
    }

    /**
     * The slot in which each slot's session was a step ago, never under its own number, or
     * {@link #SESSION_START}; the first {@link #size()} count.
     */
    public int[] previousSlots() {
        return previousSlots;
    }
}
