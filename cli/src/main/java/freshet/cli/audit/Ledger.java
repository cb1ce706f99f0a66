package freshet.cli.audit;

import freshet.schema.EventCoordinates;
import freshet.schema.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds each event of the events topic against what became of it: exactly one recommendation or
 * exactly one rejection, known by the event's coordinates and by its {@link EventIdentity}. Some
 * nine bytes per event. For one thread.
 */
final class Ledger {
    /**
     * By so much the clocks of the job and of those who write events may differ without a remark.
     */
    private static final long CLOCK_SKEW_SECONDS = Duration.ofMinutes(1).toSeconds();

    private final String topic;
    private final Map<Integer, PartitionLedger> partitions = new TreeMap<>();
    private final Map<Integer, Long> deletedBefore = new HashMap<>();
    private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
    private final FaultCounts faults = new FaultCounts();
    private long expired;
    private long early;
    private long beyondEnd;
    private long otherTopic;

    /**
     * @param topic the events topic
     * @param firstOffsets its partitions with the first offset that each still has
     * @param endOffsets the same partitions with the offset after the last of each
     */
    Ledger(String topic, Map<Integer, Long> firstOffsets, Map<Integer, Long> endOffsets) {
        this.topic = topic;
        firstOffsets.forEach((partition, offset) ->
                partitions.put(partition, new PartitionLedger(offset, endOffsets.get(partition))));
        deletedBefore.putAll(firstOffsets);
    }

    /**
     * Enters an event. All events are entered before any answer or rejection.
     *
     * @param readable whether it can be read, so that its answer can be compared with it
     * @param writtenMillis its record's timestamp
     */
    void event(int partition, long offset, int identity, boolean readable, long writtenMillis) {
        partitions.get(partition).addEvent(offset, identity, readable, writtenMillis);
    }

    /** Notes what retention has removed since: the first offsets that the partitions have now. */
    void retained(Map<Integer, Long> firstOffsets) {
        firstOffsets.forEach((partition, offset) -> deletedBefore.merge(partition, offset, Math::max));
    }

    /**
     * Enters a recommendation; true if it is the first to an event that is known.
     *
     * @param identity of the event that it says it answers
     * @param emitted when it was made
     */
    boolean answer(EventCoordinates event, int identity, Instant emitted) {
        if (!known(event)) {
            return false;
        }
        PartitionLedger partition = partitions.get(event.getPartition());
        long offset = event.getOffset();
        if (!partition.isReadable(offset)) {
            add(Fault.UNCHECKED, event);
        } else if (!partition.hasIdentity(offset, identity)) {
            add(Fault.MISMATCHED, event);
            return false;
        }
        if (emitted.getEpochSecond() + CLOCK_SKEW_SECONDS < partition.writtenSeconds(offset)) {
            early++;
        }
        boolean first = partition.answer(offset);
        if (!first) {
            add(Fault.REPEATED, event);
        }
        return first;
    }

    /** Enters a rejection of the event with that identity. */
    void rejection(EventCoordinates event, int identity, RejectionReason reason) {
        if (!known(event)) {
            return;
        }
        PartitionLedger partition = partitions.get(event.getPartition());
        if (!partition.hasIdentity(event.getOffset(), identity)) {
            add(Fault.MISMATCHED, event);
        } else if (partition.reject(event.getOffset())) {
            rejected.merge(reason, 1L, Long::sum);
        } else {
            add(Fault.REPEATED, event);
        }
    }

    /** Enters a record of an output topic that is neither a recommendation nor a rejection. */
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
        long events = 0;
        long unreadable = 0;
        long answered = 0;
        long missingAtEnd = 0;
        for (PartitionLedger partition : partitions.values()) {
            events += partition.eventCount();
            unreadable += partition.unreadableCount();
            answered += partition.answeredCount();
            missingAtEnd += partition.missingAtTheEnd();
        }
        long deleted =
                deletedBefore.values().stream().mapToLong(Long::longValue).sum();
        LedgerCounts.Remarks remarks =
                new LedgerCounts.Remarks(deleted, expired, early, beyondEnd, otherTopic, missingAtEnd);
        return new LedgerCounts(topic, events, unreadable, answered, Map.copyOf(rejected), faults, remarks);
    }

    private boolean known(EventCoordinates event) {
        if (!event.getTopic().equals(topic)) {
            otherTopic++;
            add(Fault.UNKNOWN, event);
            return false;
        }
        PartitionLedger partition = partitions.get(event.getPartition());
        long offset = event.getOffset();
        if (partition != null && partition.hasEvent(offset)) {
            return true;
        }
        if (offset >= 0 && offset < deletedBefore.getOrDefault(event.getPartition(), 0L)) {
            expired++;
            return false;
        }
        if (partition == null || offset >= partition.endOffset()) {
            beyondEnd++;
        }
        add(Fault.UNKNOWN, event);
        return false;
    }

    private void add(Fault fault, EventCoordinates event) {
        faults.add(fault, event.getTopic(), event.getPartition(), event.getOffset());
    }
}
