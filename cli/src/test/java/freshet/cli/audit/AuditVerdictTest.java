package freshet.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.SessionGap;
import freshet.schema.EventCoordinates;
import freshet.schema.RejectionReason;
import freshet.schema.event.EventFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Also all sets of what can befall a ledger at once, under both guarantees. */
class AuditVerdictTest {
    private static final int IDENTITY = 42;
    private static final Instant WRITTEN = Instant.parse("2026-03-01T09:00:00Z");
    private static final String WHOLE = "The ledger is whole: ";
    private static final String ONCE = "is accounted for exactly once.";

    /** What befalls a ledger, each at an offset of its own, and the sentence that tells it. */
    private enum Incident {
        MISSING_AMID(ledger -> event(ledger, 0), "1 of the missing come before an event that is accounted for."),
        MISSING_AT_END(ledger -> event(ledger, 90), "1 of the missing come after the last event of their partition"),
        REJECTED_GARBAGE(ledger -> {
            ledger.event(0, 10, IDENTITY, false, WRITTEN.toEpochMilli());
            reject(ledger, 10);
        }),
        ANSWERED_GARBAGE(
                ledger -> {
                    ledger.event(0, 20, IDENTITY, false, WRITTEN.toEpochMilli());
                    answer(ledger, 20);
                },
                "1 answer is of an event that this audit cannot read as JSON, so it cannot compare them;"
                        + " --events-format auto reads Avro and JSON."),
        GARBAGE_OUTPUT(
                ledger -> ledger.unreadable("recommendations", 0, 1), "1 record is no recommendation or rejection;"),
        BOTH(ledger -> {
            event(ledger, 30);
            answer(ledger, 30);
            reject(ledger, 30);
        }),
        ANSWERED_TWICE(
                ledger -> {
                    event(ledger, 40);
                    answer(ledger, 40);
                    answer(ledger, 40);
                },
                "1 record repeats an answer or a rejection, "),
        OF_ANOTHER_EVENT(
                ledger -> {
                    event(ledger, 50);
                    answer(ledger, 50);
                    ledger.answer(at("events", 50), IDENTITY + 1, WRITTEN);
                },
                "Topic events was made anew after it was answered"),
        BEYOND_THE_END(ledger -> answer(ledger, 4_711), "Topic events was made anew after it was answered"),
        OF_ANOTHER_TOPIC(
                ledger -> ledger.answer(at("elsewhere", 0), IDENTITY, WRITTEN),
                "1 of the unknown are of events of another topic than events;"),
        EARLY(
                ledger -> {
                    event(ledger, 60);
                    ledger.answer(at("events", 60), IDENTITY, WRITTEN.minusSeconds(600));
                },
                "1 answer is older than its event"),
        DELETED(ledger -> {
            ledger.retained(Map.of(0, 3L));
            answer(ledger, 2);
        });

        private final Consumer<Ledger> happen;
        private final List<String> told;

        Incident(Consumer<Ledger> happen, String... told) {
            this.happen = happen;
            this.told = List.of(told);
        }
    }

    @Test
    void aLedgerWithoutAnIncidentIsWhole() {
        assertThat(verdict(ledger(), false))
                .isEqualTo("The ledger is whole: every event is accounted for exactly once.");
        assertThat(verdict(ledger(), true))
                .isEqualTo("The ledger is whole: every event is accounted for exactly once.");
    }

    @Test
    void repetitionsAreToldAsWhatTheyAre() {
        assertThat(verdict(ledger(Incident.ANSWERED_TWICE), false))
                .isEqualTo("The ledger is whole: every event has its answer or its rejection."
                        + " 1 record repeats an answer or a rejection, as at-least-once delivery allows.");
        assertThat(verdict(ledger(Incident.ANSWERED_TWICE), true))
                .isEqualTo("The ledger is broken: 1 repeated. 1 record repeats an answer or a rejection, which"
                        + " exactly-once delivery does not allow: check the job's setting delivery.");
    }

    @Test
    void aTopicWithoutEventsIsNoWholeLedger() {
        assertThat(verdict(new Ledger("events", Map.of(0, 0L), Map.of(0, 0L)).settle(), false))
                .isEqualTo("Topic events has no events: there is nothing to account for.");
        assertThat(verdict(new Ledger("events", Map.of(0, 9L), Map.of(0, 9L)).settle(), false))
                .isEqualTo("Topic events has no events any more: there is nothing to account for.");
    }

    @Test
    void whereNothingIsAnsweredTheJobIsInDoubt() {
        Ledger ledger = new Ledger("events", Map.of(0, 0L), Map.of(0, 100L));
        event(ledger, 1);

        assertThat(verdict(ledger.settle(), false))
                .isEqualTo("The ledger is broken: 1 missing. No event has an answer or a rejection: check that the job"
                        + " runs and reads topic events.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allSentencesAreTrueTogether(boolean exactlyOnce) {
        for (int set = 0; set < 1 << Incident.values().length; set++) {
            int chosen = set;
            List<Incident> incidents = Arrays.stream(Incident.values())
                    .filter(incident -> (chosen >> incident.ordinal() & 1) == 1)
                    .toList();
            LedgerCounts ledger = ledger(incidents.toArray(Incident[]::new));
            check(incidents, ledger, exactlyOnce, verdict(ledger, exactlyOnce));
        }
    }

    private static void check(List<Incident> incidents, LedgerCounts ledger, boolean exactlyOnce, String verdict) {
        FaultCounts faults = ledger.faults();
        boolean repeated = incidents.contains(Incident.ANSWERED_TWICE);
        assertThat(verdict.startsWith(WHOLE)).as(verdict).isEqualTo(ledger.whole(exactlyOnce));
        assertThat(verdict.contains(ONCE)).as(verdict).isEqualTo(ledger.whole(exactlyOnce) && !repeated);
        assertThat(verdict.contains("as at-least-once")).as(verdict).isEqualTo(repeated && !exactlyOnce);
        assertThat(verdict.contains("exactly-once delivery does not"))
                .as(verdict)
                .isEqualTo(repeated && exactlyOnce);
        if (!ledger.whole(exactlyOnce)) {
            String counts = Arrays.stream(Fault.values())
                    .filter(fault -> faults.count(fault) > 0 && (exactlyOnce || fault != Fault.REPEATED))
                    .map(fault -> faults.count(fault) + " " + fault.words())
                    .collect(Collectors.joining(", "));
            assertThat(verdict).startsWith("The ledger is broken: " + counts + ". ".stripTrailing());
        }
        for (Incident incident : Incident.values()) {
            for (String sentence : incident.told) {
                boolean happened = incidents.stream().anyMatch(one -> one.told.contains(sentence));
                assertThat(verdict.contains(sentence))
                        .as(incident + " in " + verdict)
                        .isEqualTo(happened);
            }
        }
        assertThat(verdict.contains("every event that topic events still has"))
                .as(verdict)
                .isEqualTo(ledger.whole(exactlyOnce) && incidents.contains(Incident.DELETED));
        assertThat(verdict).matches("[^.]+\\.( [^.]+\\.)*");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, topic events has no events",
        "3, 3, 0, 0, none of the events can be read as JSON; --events-format auto reads Avro and JSON",
        "3, 1, 0, 0, all events that can be read were rejected",
        "3, 1, 2, 0, no session has two events within 30min (--session-gap)",
        "3, 0, 3, 1, no event that has a next one in its session has an answer"
    })
    void aMissingFigureHasItsReason(int events, int unreadable, int accepted, int followed, String why) {
        Ledger ledger = new Ledger("events", Map.of(0, 0L), Map.of(0, 100L));
        IntStream.range(0, events)
                .forEach(offset -> ledger.event(0, offset, IDENTITY, offset >= unreadable, WRITTEN.toEpochMilli()));
        AuditReport.Quality quality = new AuditReport.Quality(
                new freshet.model.evaluation.RankCounter(20).metrics(), new java.util.TreeMap<>(), accepted, followed);

        assertThat(NoPredictions.why(ledger.settle(), quality, settings(false))).contains(why);
    }

    /** Two events that are accounted for, around all incidents but the last one, and these. */
    private static LedgerCounts ledger(Incident... incidents) {
        Ledger ledger = new Ledger("events", Map.of(0, 0L), Map.of(0, 100L));
        event(ledger, 5);
        answer(ledger, 5);
        event(ledger, 80);
        reject(ledger, 80);
        for (Incident incident : incidents) {
            incident.happen.accept(ledger);
        }
        return ledger.settle();
    }

    private static String verdict(LedgerCounts ledger, boolean exactlyOnce) {
        return new AuditVerdict(ledger, settings(exactlyOnce)).words();
    }

    private static AuditSettings settings(boolean exactlyOnce) {
        return new AuditSettings(EventFormat.JSON, SessionGap.parse("30min"), exactlyOnce);
    }

    private static void event(Ledger ledger, long offset) {
        ledger.event(0, offset, IDENTITY, true, WRITTEN.toEpochMilli());
    }

    private static void answer(Ledger ledger, long offset) {
        ledger.answer(at("events", offset), IDENTITY, WRITTEN);
    }

    private static void reject(Ledger ledger, long offset) {
        ledger.rejection(at("events", offset), IDENTITY, RejectionReason.LATE);
    }

    private static EventCoordinates at(String topic, long offset) {
        return new EventCoordinates(topic, 0, offset);
    }
}
