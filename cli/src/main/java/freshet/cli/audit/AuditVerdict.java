package freshet.cli.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a settled ledger comes to, in sentences that follow from its counts. */
final class AuditVerdict {
    private final LedgerCounts ledger;
    private final boolean exactlyOnce;

    /** @param exactlyOnce whether a repetition is a fault too */
    AuditVerdict(LedgerCounts ledger, boolean exactlyOnce) {
        this.ledger = ledger;
        this.exactlyOnce = exactlyOnce;
    }

    String words() {
        return ledger.whole(exactlyOnce) ? whole() : broken();
    }

    private String whole() {
        if (ledger.events() == 0) {
            return "Topic " + ledger.topic() + " has no events: there is nothing to account for.";
        }
        long repeated = ledger.faults().count(Fault.REPEATED);
        String once = repeated == 0
                ? "The ledger is whole: every event is accounted for exactly once."
                : "The ledger is whole: every event is accounted for, " + count(repeated)
                        + " times more than once, as at-least-once delivery may.";
        return ledger.remarks().early() == 0
                ? once
                : once + " " + count(ledger.remarks().early()) + " answers are older than their events: "
                        + "a clock is wrong, or the same events were sent again to a topic that was made anew.";
    }

    private String broken() {
        List<String> sentences = new ArrayList<>();
        sentences.add("The ledger is broken: "
                + Arrays.stream(Fault.values())
                        .filter(fault -> exactlyOnce || fault != Fault.REPEATED)
                        .filter(fault -> ledger.faults().count(fault) > 0)
                        .map(fault -> count(ledger.faults().count(fault)) + " " + fault.words())
                        .collect(Collectors.joining(", "))
                + ".");
        LedgerCounts.Remarks remarks = ledger.remarks();
        if (ledger.faults().count(Fault.MISMATCHED) > 0 || remarks.beyondEnd() > 0) {
            sentences.add("Topic " + ledger.topic()
                    + " was made anew after it was answered, or its answers are from another cluster.");
        }
        if (remarks.otherTopic() > 0) {
            sentences.add(count(remarks.otherTopic()) + " of the unknown are of events of another topic than "
                    + ledger.topic() + "; --events-topic names it.");
        }
        if (remarks.missingAtEnd() > 0) {
            sentences.add(count(remarks.missingAtEnd())
                    + " of the missing come after the last event of their partition that is accounted for."
                    + " A job may be at work on them: audit again when it has caught up.");
        } else if (ledger.faults().count(Fault.MISSING) > 0) {
            sentences.add("Events still on their way through the job count as missing: audit again when it has "
                    + "caught up.");
        }
        if (ledger.unreadable() > 0 && ledger.faults().count(Fault.UNREADABLE) > 0) {
            sentences.add(
                    "An answered event that cannot be read was encoded in another way;" + " --events-format names it.");
        }
        return String.join(" ", sentences);
    }

    /** A whole number for people. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
