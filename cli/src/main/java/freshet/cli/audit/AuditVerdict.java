package freshet.cli.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a settled ledger comes to, in sentences that follow from its counts. Each of them is true
 * beside all others.
 */
final class AuditVerdict {
    private final LedgerCounts ledger;
    private final LedgerCounts.Remarks remarks;
    private final AuditSettings settings;

    AuditVerdict(LedgerCounts ledger, AuditSettings settings) {
        this.ledger = ledger;
        this.remarks = ledger.remarks();
        this.settings = settings;
    }

    String words() {
        List<String> sentences = new ArrayList<>();
        sentences.add(ledger.whole(settings.exactlyOnce()) ? whole() : broken());
        repeated(sentences);
        foreign(sentences);
        missing(sentences);
        unread(sentences);
        early(sentences);
        return String.join(" ", sentences);
    }

    private String whole() {
        String topic = "topic " + ledger.topic();
        if (ledger.events() == 0) {
            return remarks.deleted() == 0
                    ? "T" + topic.substring(1) + " has no events: there is nothing to account for."
                    : "T" + topic.substring(1) + " has no events any more: there is nothing to account for.";
        }
        String events = remarks.deleted() == 0 ? "every event" : "every event that " + topic + " still has";
        return ledger.faults().count(Fault.REPEATED) == 0
                ? "The ledger is whole: " + events + " is accounted for exactly once."
                : "The ledger is whole: " + events + " has its answer or its rejection.";
    }

    private String broken() {
        return "The ledger is broken: "
                + Arrays.stream(Fault.values())
                        .filter(fault -> settings.exactlyOnce() || fault != Fault.REPEATED)
                        .filter(fault -> ledger.faults().count(fault) > 0)
                        .map(fault -> count(ledger.faults().count(fault)) + " " + fault.words())
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private void repeated(List<String> sentences) {
        long repeated = ledger.faults().count(Fault.REPEATED);
        if (repeated > 0) {
            sentences.add(records(repeated, "repeats an answer or a rejection", "repeat an answer or a rejection")
                    + (settings.exactlyOnce()
                            ? ", which exactly-once delivery does not allow: check the job's setting delivery."
                            : ", as at-least-once delivery allows."));
        }
    }

    private void missing(List<String> sentences) {
        long missing = ledger.faults().count(Fault.MISSING);
        long atEnd = remarks.missingAtEnd();
        if (missing > 0 && ledger.answered() + ledger.rejections() == 0) {
            sentences.add("No event has an answer or a rejection: check that the job runs and reads topic "
                    + ledger.topic() + ".");
            return;
        }
        if (atEnd > 0) {
            sentences.add(count(atEnd) + " of the missing come after the last event of their partition that is"
                    + " accounted for. A job may be at work on them: audit again when it has caught up.");
        }
        if (missing > atEnd) {
            sentences.add(count(missing - atEnd) + " of the missing come before an event that is accounted for."
                    + " They are lost if they are still missing when the job has caught up.");
        }
    }

    private void foreign(List<String> sentences) {
        if (ledger.faults().count(Fault.MISMATCHED) > 0 || remarks.beyondEnd() > 0) {
            sentences.add("Topic " + ledger.topic()
                    + " was made anew after it was answered, or its answers are from another cluster.");
        }
        if (remarks.otherTopic() > 0) {
            sentences.add(count(remarks.otherTopic()) + " of the unknown are of events of another topic than "
                    + ledger.topic() + "; --events-topic names it.");
        }
    }

    private void unread(List<String> sentences) {
        long unchecked = ledger.faults().count(Fault.UNCHECKED);
        if (unchecked > 0) {
            sentences.add((unchecked == 1 ? "1 answer is of an event" : count(unchecked) + " answers are of events")
                    + " that this audit cannot read as " + settings.encoding() + ", so it cannot compare them"
                    + settings.otherEncoding() + ".");
        }
        long unreadable = ledger.faults().count(Fault.UNREADABLE);
        if (unreadable > 0) {
            sentences.add(
                    records(unreadable, "is no recommendation or rejection", "are no recommendations or rejections")
                            + "; --recommendations-topic and --rejected-topic name the job's own topics.");
        }
    }

    private void early(List<String> sentences) {
        long early = remarks.early();
        if (early > 0) {
            sentences.add((early == 1
                            ? "1 answer is older than its event"
                            : count(early) + " answers are older than their events")
                    + ": a clock is wrong, or the same events were sent again to a topic that was made anew.");
        }
    }

    private static String records(long count, String one, String several) {
        return count == 1 ? "1 record " + one : count(count) + " records " + several;
    }

    /** A whole number for people. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
