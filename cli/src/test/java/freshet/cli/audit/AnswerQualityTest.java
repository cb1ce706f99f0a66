package freshet.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.session.SessionRules;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AnswerQualityTest {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    private final AnswerQuality quality = new AnswerQuality(new SessionRules(60_000, 50), 3);
    private final Ledger ledger = new Ledger("events", Map.of(0, 0L), Map.of(0, 100L));

    @Test
    void anAnswerIsJudgedByTheNextEventOfItsSession() {
        event(0, "s", "a", 0);
        event(1, "other", "z", 1);
        event(2, "s", "b", 10);
        event(3, "s", "c", 20);
        quality.link(ledger);

        quality.answer(answer(0, 1, "x", "b", "y")); // rank 1
        quality.answer(answer(1, 1, "z")); // the session has no next event
        quality.answer(answer(2, 2, "c")); // rank 0
        quality.answer(answer(3, 2, "c")); // the last one

        assertThat(quality.overall().predictions()).isEqualTo(2);
        assertThat(quality.overall().recall()).isEqualTo(1.0);
        assertThat(quality.overall().mrr()).isEqualTo((0.5 + 1.0) / 2);
        assertThat(quality.byVersion().get(1L).mrr()).isEqualTo(0.5);
        assertThat(quality.byVersion().get(2L).mrr()).isEqualTo(1.0);
    }

    @Test
    void theOrderIsThatOfEventTimeNotOfArrival() {
        event(0, "s", "c", 20);
        event(1, "s", "a", 0);
        event(2, "s", "b", 10);
        quality.link(ledger);

        quality.answer(answer(1, 1, "b"));
        quality.answer(answer(2, 1, "x", "y", "c"));
        quality.answer(answer(0, 1, "a"));

        assertThat(quality.overall().predictions()).isEqualTo(2);
        assertThat(quality.overall().mrr()).isCloseTo((1 + 1.0 / 3) / 2, within(1e-12));
    }

    @Test
    void thePauseThatEndsASessionEndsThePredictions() {
        event(0, "s", "a", 0);
        event(1, "s", "b", 60);
        event(2, "s", "c", 121);
        quality.link(ledger);

        quality.answer(answer(0, 1, "b"));
        quality.answer(answer(1, 1, "c"));

        assertThat(quality.overall().predictions()).isEqualTo(1);
    }

    @Test
    void aRejectedEventIsNobodysNext() {
        event(0, "s", "a", 0);
        event(1, "s", "a", 0);
        event(2, "s", "b", 10);
        ledger.rejection(new EventCoordinates("events", 0, 1L), 0, RejectionReason.DUPLICATE);
        quality.link(ledger);

        quality.answer(answer(0, 1, "b"));

        assertThat(quality.overall().predictions()).isEqualTo(1);
        assertThat(quality.overall().recall()).isEqualTo(1.0);
    }

    @Test
    void anEmptyListAndARankBeyondKAreMisses() {
        event(0, "s", "a", 0);
        event(1, "s", "b", 1);
        event(2, "s", "c", 2);
        quality.link(ledger);

        quality.answer(answer(0, 0));
        quality.answer(answer(1, 0, "1", "2", "3", "c"));

        assertThat(quality.overall().predictions()).isEqualTo(2);
        assertThat(quality.overall().recall()).isZero();
    }

    /**
     * Two events at seconds 2 and 4 as their records say, and between them one that is twenty hours
     * ahead.
     */
    @Test
    void anEventAheadOfTheJobsClockCountsAtItsArrival() {
        event(2, "s", "a", 2);
        event(3, "s", "b", 72_000);
        event(4, "s", "c", 4);
        Recommendation ahead = answer(3, 1, "c");
        ahead.setEventTime(START.plusSeconds(72_000));
        ahead.setEmittedAt(START.plusSeconds(5));
        quality.clock(answer(2, 1, "b"));
        quality.clock(ahead);
        quality.link(ledger);

        quality.answer(answer(2, 1, "b"));
        quality.answer(ahead);
        quality.answer(answer(4, 1, "b"));

        assertThat(quality.overall().predictions()).isEqualTo(2);
        assertThat(quality.overall().mrr()).isEqualTo(1);
    }

    private void event(long offset, String session, String item, long second) {
        ledger.event(0, offset, 0, true, START.toEpochMilli());
        quality.event(
                0,
                offset,
                START.toEpochMilli() + 1_000 * offset,
                SessionEvent.newBuilder()
                        .setSessionId(session)
                        .setItemId(item)
                        .setEventTime(START.plusSeconds(second))
                        .build());
    }

    private static Recommendation answer(long offset, long version, String... items) {
        return Recommendation.newBuilder()
                .setSessionId("s")
                .setEvent(new EventCoordinates("events", 0, offset))
                .setEventTime(START)
                .setModelVersion(version)
                .setSource(RecommendationSource.MODEL)
                .setPosition(1)
                .setItems(Stream.of(items)
                        .map(item -> new RecommendedItem(item, 0.1f))
                        .toList())
                .setEmittedAt(START)
                .build();
    }
}
