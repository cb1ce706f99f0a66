package freshet.cli.audit;

import freshet.schema.RejectionReason;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A settled ledger.
 *
 * @param topic the events topic
 * @param events events that the topic has
 * @param unreadable those of them that the audit cannot read
 * @param answered events with a recommendation
 * @param rejected events with a rejection, by its reason
 * @param faults what is wrong, and where
 * @param remarks what the faults come from, and what is no fault
 */
record LedgerCounts(
        String topic,
        long events,
        long unreadable,
        long answered,
        Map<RejectionReason, Long> rejected,
        FaultCounts faults,
        Remarks remarks) {

    /**
     * Counts that explain others.
     *
     * @param deleted offsets that the topic had and has no longer
     * @param expired recommendations and rejections of events at such offsets: no fault
     * @param early recommendations made over a minute before their event was written, by the
     *     clocks: no fault in itself
     * @param beyondEnd of the unknown: those with an offset that their partition has not reached
     * @param otherTopic of the unknown: those of events of another topic
     * @param missingAtEnd of the missing: those after the last event of their partition that is
     *     accounted for
     */
    record Remarks(long deleted, long expired, long early, long beyondEnd, long otherTopic, long missingAtEnd) {}

    /** Events with a rejection. */
    long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Whether every event is accounted for once.
     *
     * @param exactlyOnce whether a repetition with the same identity is a fault too
     */
    boolean whole(boolean exactlyOnce) {
        Set<Fault> wrong = EnumSet.allOf(Fault.class);
        if (!exactlyOnce) {
            wrong.remove(Fault.REPEATED);
        }
        return wrong.stream().allMatch(fault -> faults.count(fault) == 0);
    }
}
