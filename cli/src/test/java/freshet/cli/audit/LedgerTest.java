package freshet.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.EventCoordinates;
import freshet.schema.RejectionReason;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private final Ledger ledger = new Ledger("events", Map.of(0, 0L, 1, 100L));

    /** Offset 3 of partition 0 is a transaction marker: no event. */
    @BeforeEach
    void threeEventsInOnePartitionAndOneInTheOther() {
        ledger.event(0, 0);
        ledger.event(0, 1);
        ledger.event(0, 2);
        ledger.event(0, 4);
        ledger.event(1, 100);
    }

    @Test
    void aLedgerIsWholeWhenEveryEventHasOneAnswerOrOneRejection() {
        account();

        LedgerCounts counts = ledger.settle();

        assertThat(counts.whole(true)).isTrue();
        assertThat(counts.events()).isEqualTo(5);
        assertThat(counts.answered()).isEqualTo(3);
        assertThat(counts.rejected()).isEqualTo(Map.of(RejectionReason.LATE, 1L, RejectionReason.INVALID, 1L));
    }

    @Test
    void anEventWithNeitherIsMissing() {
        ledger.answer(at(0, 0));

        LedgerCounts counts = ledger.settle();

        assertThat(counts.whole(false)).isFalse();
        assertThat(counts.faults().count(Fault.MISSING)).isEqualTo(4);
        assertThat(counts.faults().places(Fault.MISSING))
                .containsExactly("events-0@1", "events-0@2", "events-0@4", "events-1@100");
    }

    @Test
    void anEventWithBothIsAFaultInAnyOrder() {
        account();
        ledger.rejection(at(0, 0), RejectionReason.LATE);
        ledger.answer(at(0, 2));

        LedgerCounts counts = ledger.settle();

        assertThat(counts.whole(false)).isFalse();
        assertThat(counts.faults().places(Fault.BOTH)).containsExactly("events-0@0", "events-0@2");
        assertThat(counts.faults().count(Fault.MISSING)).isZero();
    }

    @Test
    void aRepetitionIsAFaultUnderExactlyOnceAlone() {
        account();
        assertThat(ledger.answer(at(0, 0))).isFalse();
        ledger.rejection(at(0, 2), RejectionReason.LATE);

        LedgerCounts counts = ledger.settle();

        assertThat(counts.faults().places(Fault.REPEATED)).containsExactly("events-0@0", "events-0@2");
        assertThat(counts.whole(false)).isTrue();
        assertThat(counts.whole(true)).isFalse();
        assertThat(counts.answered()).isEqualTo(3);
        assertThat(counts.rejections()).isEqualTo(2);
    }

    @Test
    void anAnswerToNoEventIsUnknown() {
        account();
        ledger.answer(at(0, 3));
        ledger.answer(at(0, 5_000_000_000L));
        ledger.answer(at(0, -1));
        ledger.answer(at(7, 0));
        ledger.rejection(new EventCoordinates("elsewhere", 0, 0L), RejectionReason.LATE);

        LedgerCounts counts = ledger.settle();

        assertThat(counts.whole(false)).isFalse();
        assertThat(counts.faults().places(Fault.UNKNOWN))
                .containsExactly("events-0@3", "events-0@5000000000", "events-0@-1", "events-7@0", "elsewhere-0@0");
    }

    @Test
    void anAnswerToAnEventThatRetentionRemovedIsNoFault() {
        account();
        ledger.answer(at(1, 99));

        LedgerCounts counts = ledger.settle();

        assertThat(counts.expired()).isEqualTo(1);
        assertThat(counts.whole(true)).isTrue();
    }

    private void account() {
        assertThat(ledger.answer(at(0, 0))).isTrue();
        ledger.answer(at(0, 1));
        ledger.rejection(at(0, 2), RejectionReason.LATE);
        ledger.rejection(at(0, 4), RejectionReason.INVALID);
        ledger.answer(at(1, 100));
    }

    private static EventCoordinates at(int partition, long offset) {
        return new EventCoordinates("events", partition, offset);
    }
}
