package freshet.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.PopularItems;
import freshet.model.Vocabulary;
import freshet.model.data.LoggedEvent;
import freshet.model.kind.baseline.PopularityModel;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionRanksTest {
    private static final SessionRules RULES = new SessionRules(100, 50);
    private static final long[] SUPPORT = {5, 4, 3};

    private final ServedModel model = new ServedModel(
            1, new PopularityModel(new Vocabulary(List.of("a", "b", "c")), SUPPORT), new PopularItems(SUPPORT));

    /** The model answers a, b, c to everything. */
    @Test
    void eachPredictionHasItsRankInItsSession() {
        Map<String, List<Integer>> ranks =
                SessionRanks.of(model, RULES, 2, log("s b 0", "t a 0", "s a 1", "s b 2", "s c 3", "u a 0", "t x 9"));
        assertThat(ranks.get("s")).containsExactly(0, 1, RankCounter.MISS);
        assertThat(ranks.get("t")).containsExactly(RankCounter.MISS);
        assertThat(ranks.get("u")).isEmpty();
        assertThat(ranks.keySet()).containsExactly("s", "t", "u");
    }

    @Test
    void aPauseIsNotPredictedOver() {
        assertThat(SessionRanks.of(model, RULES, 2, log("s a 0", "s b 1", "s a 300", "s a 301"))
                        .get("s"))
                .containsExactly(1, 0);
    }

    /** Session, item and time of each event. */
    private static List<LoggedEvent> log(String... events) {
        List<LoggedEvent> log = new ArrayList<>();
        for (String event : events) {
            String[] parts = event.split(" ");
            log.add(new LoggedEvent(parts[0], ItemEvent.view(parts[1], Long.parseLong(parts[2]))));
        }
        return log;
    }
}
