package freshet.cli.audit;

import freshet.schema.RejectionReason;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A settled ledger.
 *
 * @param events events that the topic has
 * @param answered events with a recommendation
 * @param rejected events with a rejection, by its reason
 * @param expired recommendations and rejections of events that the topic's retention has removed: no fault
 * @param faults what is wrong, and where
 */
record LedgerCounts(long events, long answered, Map<RejectionReason, Long> rejected, long expired, FaultCounts faults) {

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
