package freshet.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.gateway.live.AnsweredEvent;
import freshet.model.evaluation.RankCounter;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.SessionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleSessionsTest {
    private final SampleSessions samples = new SampleSessions(item -> "item " + item);

    @Test
    void aSessionIsToldByItemNamesWithTheRankOfWhatWasForeseen() {
        samples.answered(answered("s", "1", 1, "2"), RankCounter.MISS);
        samples.answered(answered("t", "9", 1, "8"), RankCounter.MISS);
        samples.answered(answered("s", "2", 2, "3"), 0);

        assertThat(samples.latest())
                .containsExactly(
                        "session s, 2 clicks so far",
                        "  item 1                                    -> item 2",
                        "  item 2                       hit, rank 1  -> item 3");
    }

    @Test
    void aSessionThatFallsSilentGivesWayToTheNextOneThatBegins() {
        samples.answered(answered("s", "1", 1, "2"), RankCounter.MISS);
        for (int i = 0; i < 400; i++) {
            samples.answered(answered("other", "5", 2, "6"), RankCounter.MISS);
        }
        samples.answered(answered("t", "1", 1, "2"), RankCounter.MISS);
        samples.answered(answered("t", "2", 2, "3"), 0);

        assertThat(samples.latest().get(0)).isEqualTo("session t, 2 clicks so far");
    }

    private static AnsweredEvent answered(String session, String item, int position, String recommended) {
        Instant time = Instant.parse("2026-03-02T08:00:00Z");
        return new AnsweredEvent(
                new SessionEvent(session, item, time, "view", null, null, Map.of()),
                new Recommendation(
                        session,
                        new EventCoordinates("events", 0, 0L),
                        time,
                        1L,
                        RecommendationSource.MODEL,
                        position,
                        List.of(new RecommendedItem(recommended, 0.5f)),
                        time),
                time.toEpochMilli());
    }
}
