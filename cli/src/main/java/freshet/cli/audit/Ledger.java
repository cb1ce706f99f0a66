package freshet.cli.audit;

import freshet.schema.EventCoordinates;
import freshet.schema.RejectionReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds each event of the events topic against what became of it: exactly one recommendation or exactly one rejection, known by
 * the event's coordinates. Three bits per event. For one thread.
 */
final class Ledger {
    private final String topic;
    private final Map<Integer, PartitionLedger> partitions = new TreeMap<>();
    private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
    private final FaultCounts faults = new FaultCounts();
    private long expired;

    /**
     * @param topic the events topic
     * @param firstOffsets its partitions with the first offset that each still has
     */
    Ledger(String topic, Map<Integer, Long> firstOffsets) {
        this.topic = topic;
        firstOffsets.forEach((partition, offset) -> partitions.put(partition, new PartitionLedger(offset)));
    }

    /** Enters an event. All events are entered before any answer or rejection. */
    void event(int partition, long offset) {
        partitions.get(partition).addEvent(offset);
    }

    /** Enters a recommendation; true if it is the first to an event that is known. */
    boolean answer(EventCoordinates event) {
        if (!known(event)) {
            return false;
        }
        boolean first = partitions.get(event.getPartition()).answer(event.getOffset());
        if (!first) {
            add(Fault.REPEATED, event);
        }
        return first;
    }

    /** Enters a rejection. */
    void rejection(EventCoordinates event, RejectionReason reason) {
        if (!known(event)) {
            return;
        }
        if (partitions.get(event.getPartition()).reject(event.getOffset())) {
            rejected.merge(reason, 1L, Long::sum);
        } else {
            add(Fault.REPEATED, event);
        }
    }

    /** Enters a record of an output topic that is neither. */
    void unreadable(String outputTopic, int partition, long offset) {
        faults.add(Fault.UNREADABLE, outputTopic, partition, offset);
    }

    /** Whether a rejection of the event was entered. */
    boolean isRejected(int partition, long offset) {
        return partitions.get(partition).isRejected(offset);
    }

    /** Closes the ledger: nothing is entered after it. */
    LedgerCounts settle() {
        partitions.forEach((number, partition) -> partition.settle(faults, topic, number));
        return new LedgerCounts(
                partitions.values().stream()
                        .mapToLong(PartitionLedger::eventCount)
                        .sum(),
                partitions.values().stream()
                        .mapToLong(PartitionLedger::answeredCount)
                        .sum(),
                Map.copyOf(rejected),
                expired,
                faults);
    }

    private boolean known(EventCoordinates event) {
        PartitionLedger partition = partitions.get(event.getPartition());
        boolean ours = partition != null && event.getTopic().equals(topic);
        if (ours && partition.hasEvent(event.getOffset())) {
            return true;
        }
        if (ours && event.getOffset() >= 0 && event.getOffset() < partition.firstOffset()) {
            expired++;
        } else {
            add(Fault.UNKNOWN, event);
        }
        return false;
    }

    private void add(Fault fault, EventCoordinates event) {
        faults.add(fault, event.getTopic(), event.getPartition(), event.getOffset());
    }
}
