package freshet.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.evaluation.RankCounter;
import freshet.model.session.SessionRules;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveQualityTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final LiveQuality quality = new LiveQuality(SessionRules.DEFAULT, 3, 100);

    @Test
    void anAnswerIsJudgedAgainstTheNextEventOfItsSession() {
        quality.answered(answered("s", "a", 0, 1, "b", "c"));
        quality.answered(answered("t", "x", 1, 1, "y"));
        int second = quality.answered(answered("s", "c", 2, 1, "d", "e"));
        int third = quality.answered(answered("s", "z", 3, 1, "a"));

        assertThat(second).isEqualTo(1);
        assertThat(third).isEqualTo(RankCounter.MISS);
        assertThat(quality.all().predictions()).isEqualTo(2);
        assertThat(quality.all().recall()).isEqualTo(0.5);
        assertThat(quality.all().mrr()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void aPauseOverTheGapIsNoPrediction() {
        quality.answered(answered("s", "a", 0, 1, "b"));
        quality.answered(answered("s", "b", 31, 1, "c"));

        assertThat(quality.all().predictions()).isZero();
    }

    @Test
    void aPredictionCountsForTheVersionThatMadeIt() {
        quality.answered(answered("s", "a", 0, 1, "b"));
        quality.answered(answered("s", "b", 1, 2, "z"));
        quality.answered(answered("s", "c", 2, 2, "z"));

        assertThat(quality.versions().get(1L).all().recall()).isEqualTo(1);
        assertThat(quality.versions().get(2L).all().recall()).isEqualTo(0);
    }

    @Test
    void recentQualityForgetsWhatIsLongAgo() {
        VersionQuality version = new VersionQuality(20, 10);
        for (int i = 0; i < 25; i++) {
            version.add(i < 17 ? RankCounter.MISS : 0);
        }

        assertThat(version.all().recall()).isCloseTo(8 / 25.0, within(1e-12));
        assertThat(version.recent().recall()).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void theJoinGivesEachAnswerOnceWhicheverSideIsReadFirst() {
        List<AnsweredEvent> joined = new ArrayList<>();
        AnswerJoin join = new AnswerJoin(100, joined::add);
        AnsweredEvent first = answered("s", "a", 0, 1, "b");
        AnsweredEvent second = answered("s", "b", 1, 1, "c");

        join.event(0, 0, first.writtenMillis(), first.event());
        join.answer(first.answer());
        join.answer(second.answer());
        join.event(0, 1, second.writtenMillis(), second.event());
        join.answer(first.answer());
        join.event(0, 2, 0, answered("s", "c", 2, 1).event());

        assertThat(joined).containsExactly(first, second);
        assertThat(join.open()).isEqualTo(1);

        join.rejection(new EventCoordinates("events", 0, 2L));

        assertThat(join.open()).isZero();
    }

    @Test
    void theSessionThatWasSilentForLongestMakesRoom() {
        LiveQuality small = new LiveQuality(SessionRules.DEFAULT, 3, 2);
        small.answered(answered("s", "a", 0, 1, "b"));
        small.answered(answered("t", "a", 0, 1, "b"));
        small.answered(answered("u", "a", 0, 1, "b"));
        small.answered(answered("s", "b", 1, 1, "c"));
        small.answered(answered("u", "b", 1, 1, "c"));

        assertThat(small.all().predictions()).isEqualTo(1);
    }

    @Test
    void whatWaitsForLongestInTheJoinMakesRoom() {
        List<AnsweredEvent> joined = new ArrayList<>();
        AnswerJoin join = new AnswerJoin(2, joined::add);
        for (int minute = 0; minute < 3; minute++) {
            join.event(0, minute, 0, answered("s", "a", minute, 1).event());
        }

        join.answer(answered("s", "a", 0, 1, "b").answer());
        join.answer(answered("s", "a", 2, 1, "b").answer());

        assertThat(joined)
                .extracting(each -> each.answer().getEvent().getOffset())
                .containsExactly(2L);
        assertThat(join.open()).isEqualTo(1);
    }

    private static AnsweredEvent answered(String session, String item, int minute, long version, String... items) {
        Instant time = START.plus(Duration.ofMinutes(minute));
        SessionEvent event = new SessionEvent(session, item, time, "view", null, null, Map.of());
        Recommendation answer = new Recommendation(
                session,
                new EventCoordinates("events", 0, (long) minute),
                time,
                version,
                RecommendationSource.MODEL,
                1,
                Stream.of(items).map(id -> new RecommendedItem(id, 0.1f)).toList(),
                time);
        return new AnsweredEvent(event, answer, time.toEpochMilli());
    }
}
