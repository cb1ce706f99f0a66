package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.benchmark.serving.LatencyLog.Answered;
import freshet.model.data.LoggedEvent;
import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyLogTest {
    private final LatencyLog log = new LatencyLog(10);

    private static Recommendation answer(String session, long millis) {
        return new Recommendation(
                session,
                new EventCoordinates("events", 0, 0L),
                Instant.ofEpochMilli(millis),
                3L,
                RecommendationSource.MODEL,
                1,
                List.of(),
                Instant.EPOCH);
    }

    @Test
    void aStallCountsAsTheEventWasDueBeforeIt() {
        log.sent(new LoggedEvent("a", ItemEvent.view("i", 5)), 1_000_000);
        log.read(answer("a", 5), 41_000_000);
        assertThat(log.answered()).containsExactly(new Answered(1_000_000, 41_000_000, 3));
        assertThat(log.answered().get(0).latencyMicros()).isEqualTo(40_000);
    }

    @Test
    void onlyTheFirstAnswerOfAnEventThatWasSentCounts() {
        log.sent(new LoggedEvent("a", ItemEvent.view("i", 5)), 0L);
        log.read(answer("a", 6), 1);
        log.read(answer("b", 5), 1);
        log.read(answer("a", 5), 2);
        log.read(answer("a", 5), 3);
        assertThat(log.count()).isEqualTo(1);
    }
}
