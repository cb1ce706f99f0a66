package freshet.cli.audit;

import freshet.cli.CommandException;
import java.util.BitSet;

/** One bit per offset of a partition for each thing that can befall its event. For one thread. */
final class PartitionLedger {
    private final long firstOffset;
    private final BitSet events = new BitSet();
    private final BitSet answered = new BitSet();
    private final BitSet rejected = new BitSet();

    /** @param firstOffset the first offset that the partition still has */
    PartitionLedger(long firstOffset) {
        this.firstOffset = firstOffset;
    }

    long firstOffset() {
        return firstOffset;
    }

    /** @throws CommandException if the partition holds over two billion offsets */
    void addEvent(long offset) {
        if (offset - firstOffset >= Integer.MAX_VALUE) {
            throw new CommandException("a partition of the events topic holds over " + Integer.MAX_VALUE
                    + " offsets, more than an audit can count; shorten the topic's retention");
        }
        events.set(bit(offset));
    }

    boolean hasEvent(long offset) {
        return offset >= firstOffset && offset - firstOffset < Integer.MAX_VALUE && events.get(bit(offset));
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

    /** Adds the events with neither answer nor rejection, and those with both. */
    void settle(FaultCounts faults, String topic, int partition) {
        BitSet missing = (BitSet) events.clone();
        missing.andNot(answered);
        missing.andNot(rejected);
        missing.stream().forEach(bit -> faults.add(Fault.MISSING, topic, partition, firstOffset + bit));
        BitSet both = (BitSet) answered.clone();
        both.and(rejected);
        both.stream().forEach(bit -> faults.add(Fault.BOTH, topic, partition, firstOffset + bit));
    }

    private boolean note(BitSet what, long offset) {
        boolean first = !what.get(bit(offset));
        what.set(bit(offset));
        return first;
    }

    private int bit(long offset) {
        return Math.toIntExact(offset - firstOffset);
    }
}
