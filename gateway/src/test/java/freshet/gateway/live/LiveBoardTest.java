package freshet.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.gateway.live.LiveFigures.Latency;
import freshet.gateway.live.LiveFigures.Swap;
import freshet.gateway.live.LiveFigures.VersionFigures;
import freshet.model.session.SessionRules;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.SessionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveBoardTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final List<AnsweredEvent> told = new ArrayList<>();
    private final LiveBoard board = new LiveBoard(SessionRules.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC), told::add);

    @Test
    void aSecondHasItsEventsItsAnswersAndTheirLatency() {
        event(0, "s", "a", NOW.toEpochMilli());
        answer(0, "s", 1, "b");
        event(1, "t", "a", NOW.toEpochMilli());

        LiveFigures figures = board.second().figures();
        LiveFigures next = board.second().figures();

        assertThat(figures.eventsPerSecond()).isPositive();
        assertThat(figures.answersPerSecond()).isPositive().isLessThan(figures.eventsPerSecond());
        assertThat(figures.latency()).contains(new Latency(0, 0, 0));
        assertThat(figures.sources()).isEqualTo(Map.of(RecommendationSource.MODEL, 1L));
        assertThat(figures.openSessions()).isEqualTo(2);
        assertThat(next.eventsPerSecond()).isZero();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatWasThereBeforeTheStartIsNoRateAndNoLatency() {
        event(0, "s", "a", NOW.toEpochMilli() - 60_000);
        answer(0, "s", 1, "b");

        LiveFigures figures = board.second().figures();

        assertThat(figures.eventsPerSecond()).isZero();
        assertThat(figures.latency()).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void aHigherVersionThatAnswersIsASwap() {
        answer(0, "s", 0);
        answer(1, "s", 1, "b");
        answer(2, "s", 2, "b");
        answer(3, "s", 1, "b");

        LiveBoard.Second second = board.second();

        assertThat(second.swaps())
                .containsExactly(
                        new Swap(NOW.toString(), Optional.empty(), 1), new Swap(NOW.toString(), Optional.of(1L), 2));
        assertThat(second.figures().served()).isEqualTo(2);
        assertThat(board.second().swaps()).isEmpty();
    }

    @Test
    void theFirstVersionThatIsSeenIsNoSwap() {
        answer(0, "s", 7, "b");

        assertThat(board.second().swaps()).isEmpty();
    }

    @Test
    void eachVersionHasItsOwnHitRate() {
        event(0, "s", "a", NOW.toEpochMilli());
        answer(0, "s", 1, "b");
        event(1, "s", "b", NOW.toEpochMilli());
        answer(1, "s", 2, "z");
        event(2, "s", "c", NOW.toEpochMilli());
        answer(2, "s", 2, "z");

        List<VersionFigures> models = board.second().figures().models();

        assertThat(models).extracting(VersionFigures::version).containsExactly(1L, 2L);
        assertThat(models).extracting(VersionFigures::answers).containsExactly(1L, 2L);
        assertThat(models).extracting(VersionFigures::judged).containsExactly(1L, 1L);
        assertThat(models).extracting(VersionFigures::recallAt20).containsExactly(Optional.of(1.0), Optional.of(0.0));
    }

    @Test
    void aClockThatIsAheadEndsNoOtherSession() {
        event(0, "s", "a", NOW.toEpochMilli());
        Instant ahead = NOW.plus(Duration.ofHours(23));
        board.event(0, 1, NOW.toEpochMilli(), new SessionEvent("t", "a", ahead, "view", null, null, Map.of()));
        event(2, "u", "a", NOW.toEpochMilli());

        assertThat(board.second().figures().openSessions()).isEqualTo(3);
    }

    @Test
    void answersOfNoModelTakeNoVersionsPlace() {
        for (int version = 0; version <= LiveBoard.VERSIONS_TOLD; version++) {
            answer(version, "s", version, "b");
        }

        assertThat(board.second().figures().models()).hasSize(LiveBoard.VERSIONS_TOLD);
    }

    @Test
    void theNewestVersionsAreTold() {
        for (int version = 1; version <= 20; version++) {
            answer(version, "s", version, "b");
        }

        assertThat(board.second().figures().models())
                .extracting(VersionFigures::version)
                .containsExactly(17L, 18L, 19L, 20L);
    }

    private void event(int offset, String session, String item, long writtenMillis) {
        board.event(0, offset, writtenMillis, new SessionEvent(session, item, NOW, "view", null, null, Map.of()));
    }

    private void answer(int offset, String session, long version, String... items) {
        board.answer(new Recommendation(
                session,
                new EventCoordinates("events", 0, (long) offset),
                NOW,
                version,
                items.length == 0 ? RecommendationSource.NONE : RecommendationSource.MODEL,
                1,
                Stream.of(items).map(id -> new RecommendedItem(id, 0.1f)).toList(),
                NOW));
    }
}
