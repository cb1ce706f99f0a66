package freshet.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.EventCoordinates;
import freshet.schema.RejectionReason;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private static final int IDENTITY = 42;
    private static final Instant WRITTEN = Instant.parse("2026-03-01T09:00:00Z");

    private final Ledger ledger = new Ledger("events", Map.of(0, 0L, 1, 100L), Map.of(0, 5L, 1, 101L));

    /** Offset 3 of partition 0 is a transaction marker: no event. */
    @BeforeEach
    void threeEventsInOnePartitionAndOneInTheOther() {
        event(0, 0);
        event(0, 1);
        event(0, 2);
        event(0, 4);
        event(1, 100);
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
        answer(at(0, 0));

        LedgerCounts counts = ledger.settle();

        assertThat(counts.whole(false)).isFalse();
        assertThat(counts.faults().count(Fault.MISSING)).isEqualTo(4);
        assertThat(counts.faults().places(Fault.MISSING))
                .containsExactly("events-0@1", "events-0@2", "events-0@4", "events-1@100");
    }

    @Test
    void anEventWithBothIsAFaultInAnyOrder() {
        account();
        reject(at(0, 0), RejectionReason.LATE);
        answer(at(0, 2));

        LedgerCounts counts = ledger.settle();

        assertThat(counts.whole(false)).isFalse();
        assertThat(counts.faults().places(Fault.BOTH)).containsExactly("events-0@0", "events-0@2");
        assertThat(counts.faults().count(Fault.MISSING)).isZero();
    }

    @Test
    void aRepetitionIsAFaultUnderExactlyOnceAlone() {
        account();
        assertThat(answer(at(0, 0))).isFalse();
        reject(at(0, 2), RejectionReason.LATE);

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
        answer(at(0, 3));
        answer(at(0, 5_000_000_000L));
        answer(at(0, -1));
        answer(at(7, 0));
        reject(new EventCoordinates("elsewhere", 0, 0L), RejectionReason.LATE);

        LedgerCounts counts = ledger.settle();

        assertThat(counts.whole(false)).isFalse();
        assertThat(counts.faults().places(Fault.UNKNOWN))
                .containsExactly("events-0@3", "events-0@5000000000", "events-0@-1", "events-7@0", "elsewhere-0@0");
    }

    @Test
    void anAnswerToAnEventThatRetentionRemovedIsNoFault() {
        account();
        answer(at(1, 99));

        LedgerCounts counts = ledger.settle();

        assertThat(counts.remarks().deleted()).isEqualTo(100);
        assertThat(counts.remarks().expired()).isEqualTo(1);
        assertThat(counts.whole(true)).isTrue();
    }

    private void account() {
        assertThat(answer(at(0, 0))).isTrue();
        answer(at(0, 1));
        reject(at(0, 2), RejectionReason.LATE);
        reject(at(0, 4), RejectionReason.INVALID);
        answer(at(1, 100));
    }

    @Test
    void anAnswerOfAnotherEventLeavesItsEventMissing() {
        account();
        event(1, 101);

        assertThat(ledger.answer(at(1, 101), IDENTITY + 1, WRITTEN)).isFalse();
        ledger.rejection(at(1, 101), IDENTITY - 1, RejectionReason.LATE);

        LedgerCounts counts = ledger.settle();
        assertThat(counts.whole(false)).isFalse();
        assertThat(counts.faults().places(Fault.MISMATCHED)).containsExactly("events-1@101", "events-1@101");
        assertThat(counts.faults().places(Fault.MISSING)).containsExactly("events-1@101");
    }

    @Test
    void offsetsBeyondTheEndAndOtherTopicsAreTold() {
        account();
        answer(at(0, 3));
        answer(at(0, 5));
        answer(at(7, 0));
        answer(new EventCoordinates("elsewhere", 0, 0L));

        LedgerCounts counts = ledger.settle();

        assertThat(counts.faults().count(Fault.UNKNOWN)).isEqualTo(4);
        assertThat(counts.remarks().beyondEnd()).isEqualTo(2);
        assertThat(counts.remarks().otherTopic()).isEqualTo(1);
    }

    @Test
    void anEventThatIsDeletedWhileItIsReadIsNoFault() {
        account();
        ledger.retained(Map.of(0, 5L, 1, 100L));

        answer(at(0, 3));

        LedgerCounts counts = ledger.settle();
        assertThat(counts.remarks().expired()).isEqualTo(1);
        assertThat(counts.whole(true)).isTrue();
    }

    @Test
    void anAnswerOlderThanItsEventIsTold() {
        answer(at(0, 0));
        ledger.answer(at(0, 1), IDENTITY, WRITTEN.minusSeconds(59));
        ledger.answer(at(0, 2), IDENTITY, WRITTEN.minusSeconds(62));

        assertThat(ledger.settle().remarks().early()).isEqualTo(1);
    }

    @Test
    void anAnsweredEventThatCannotBeReadIsAFault() {
        account();
        ledger.event(1, 101, IDENTITY, false, WRITTEN.toEpochMilli());
        ledger.answer(at(1, 101), IDENTITY + 1, WRITTEN);

        LedgerCounts counts = ledger.settle();

        assertThat(counts.unreadable()).isEqualTo(1);
        assertThat(counts.faults().places(Fault.UNCHECKED)).containsExactly("events-1@101");
        assertThat(counts.faults().count(Fault.MISSING)).isZero();
    }

    @Test
    void missingEventsAfterTheLastAccountedOneAreTold() {
        answer(at(0, 1));

        LedgerCounts counts = ledger.settle();

        assertThat(counts.faults().count(Fault.MISSING)).isEqualTo(4);
        assertThat(counts.remarks().missingAtEnd()).isEqualTo(3);
    }

    private void event(int partition, long offset) {
        ledger.event(partition, offset, IDENTITY, true, WRITTEN.toEpochMilli());
    }

    private boolean answer(EventCoordinates event) {
        return ledger.answer(event, IDENTITY, WRITTEN);
    }

    private void reject(EventCoordinates event, RejectionReason reason) {
        ledger.rejection(event, IDENTITY, reason);
    }

    private static EventCoordinates at(int partition, long offset) {
        return new EventCoordinates("events", partition, offset);
    }
}
