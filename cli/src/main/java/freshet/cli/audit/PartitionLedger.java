package freshet.cli.audit;

import freshet.cli.CommandException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What can befall the events of one partition, by offset: four bits and eight bytes per event. For
 * one thread.
 */
final class PartitionLedger {
    private final long firstOffset;
    private final long endOffset;
    private final BitSet events = new BitSet();
    private final BitSet unreadable = new BitSet();
    private final BitSet answered = new BitSet();
    private final BitSet rejected = new BitSet();
    private final IntColumn identities = new IntColumn();
    private final IntColumn written = new IntColumn(); // seconds since 1970, unsigned

    /**
     * @param firstOffset the first offset that the partition still has
     * @param endOffset the one after its last
     */
    PartitionLedger(long firstOffset, long endOffset) {
        this.firstOffset = firstOffset;
        this.endOffset = endOffset;
    }

    long endOffset() {
        return endOffset;
    }

    /** @throws CommandException if the partition holds over two billion offsets */
    void addEvent(long offset, int identity, boolean readable, long writtenMillis) {
        if (offset - firstOffset >= Integer.MAX_VALUE) {
            throw new CommandException("a partition of the events topic holds over " + Integer.MAX_VALUE
                    + " offsets, more than an audit can count; shorten the topic's retention");
        }
        int bit = bit(offset);
        events.set(bit);
        unreadable.set(bit, !readable);
        identities.set(bit, identity);
        written.set(bit, unsignedSeconds(writtenMillis));
    }

    boolean hasEvent(long offset) {
        return offset >= firstOffset && offset - firstOffset < Integer.MAX_VALUE && events.get(bit(offset));
    }

    boolean isReadable(long offset) {
        return !unreadable.get(bit(offset));
    }

    boolean hasIdentity(long offset, int identity) {
        return identities.get(bit(offset)) == identity;
    }

    /** The record's timestamp, rounded down to seconds; 0 where it has none that makes sense. */
    long writtenSeconds(long offset) {
        return Integer.toUnsignedLong(written.get(bit(offset)));
    }

    /** Notes the answer to an event; false if it had one. */
    boolean answer(long offset) {
        return note(answered, offset);
    }

    /** Notes the rejection of an event; false if it had one. */
    boolean reject(long offset) {
        return note(rejected, offset);
    }

    boolean isRejected(long offset) {
        return rejected.get(bit(offset));
    }

    long eventCount() {
        return events.cardinality();
    }

    long answeredCount() {
        return answered.cardinality();
    }

    long unreadableCount() {
        return unreadable.cardinality();
    }

    /** Adds the events with neither answer nor rejection, and those with both. */
    void settle(FaultCounts faults, String topic, int partition) {
        missing().stream().forEach(bit -> faults.add(Fault.MISSING, topic, partition, firstOffset + bit));
        BitSet both = (BitSet) answered.clone();
        both.and(rejected);
        both.stream().forEach(bit -> faults.add(Fault.BOTH, topic, partition, firstOffset + bit));
    }

    /**
     * Missing events after the last one that is accounted for: those that a job may still be at
     * work on.
     */
    long missingAtTheEnd() {
        BitSet missing = missing();
        missing.clear(0, Math.max(answered.length(), rejected.length()));
        return missing.cardinality();
    }

    private BitSet missing() {
        BitSet missing = (BitSet) events.clone();
        missing.andNot(answered);
        missing.andNot(rejected);
        return missing;
    }

    private boolean note(BitSet what, long offset) {
        boolean first = !what.get(bit(offset));
        what.set(bit(offset));
        return first;
    }

    private int bit(long offset) {
        return Math.toIntExact(offset - firstOffset);
    }

    private static int unsignedSeconds(long millis) {
        long seconds = TimeUnit.MILLISECONDS.toSeconds(millis);
        return seconds < 0 || seconds > 0xFFFF_FFFFL ? 0 : (int) seconds;
    }

    /**
     * Whole numbers by position, 0 where none was set: four bytes each, in blocks that are made
     * when first needed. For one thread.
     */
    static final class IntColumn {
        private static final int BLOCK_BITS = 14;
        private static final int BLOCK = 1 << BLOCK_BITS;
        private static final int[] NONE = {};

        private final List<int[]> blocks = new ArrayList<>();

        /** @param position from 0 */
        void set(int position, int value) {
            int block = position >>> BLOCK_BITS;
            while (blocks.size() <= block) {
                blocks.add(NONE);
            }
            if (blocks.get(block).length == 0) {
                blocks.set(block, new int[BLOCK]);
            }
            blocks.get(block)[position & BLOCK - 1] = value;
        }

        int get(int position) {
            int block = position >>> BLOCK_BITS;
            boolean set = block < blocks.size() && blocks.get(block).length > 0;
            return set ? blocks.get(block)[position & BLOCK - 1] : 0;
        }
    }
}
