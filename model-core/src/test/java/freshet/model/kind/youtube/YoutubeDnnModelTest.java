package freshet.model.kind.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.SessionBatch;
import freshet.model.answer.SessionAnswerer;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.TinyBundles;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When a session's newest known item was seen decides its answer; nothing else of its times does.
 */
class YoutubeDnnModelTest {
    private static final int ITEMS = 30;
    private static final long HOUR = 3_600_000;
    private static final long NOON = 1_700_049_600_000L; // 2023-11-15T12:00:00Z, a Wednesday

    @Test
    void hourAndWeekdayOfTheNewestItemCount() {
        float[] noon = scores(NOON - HOUR, NOON);

        assertThat(scores(NOON - 50 * HOUR, NOON)).isEqualTo(noon);
        assertThat(scores(NOON - HOUR, NOON + HOUR - 1)).isEqualTo(noon);
        assertThat(scores(NOON - HOUR, NOON + 7 * 24 * HOUR)).isEqualTo(noon);
        assertThat(scores(NOON - HOUR, NOON + HOUR)).isNotEqualTo(noon);
        assertThat(scores(NOON - HOUR, NOON + 24 * HOUR)).isNotEqualTo(noon);
        assertThat(scores(NOON - HOUR, SessionBatch.NO_TIME)).isNotEqualTo(noon);
    }

    @Test
    void sessionIsAnsweredByTheTimesOfItsEvents() {
        assertThat(answer(ItemEvent.view("i3", NOON - HOUR / 4), ItemEvent.view("i4", NOON)))
                .isEqualTo(scores(NOON - HOUR / 4, NOON));
    }

    @Test
    void unknownItemLeavesTheTimeAsItWas() {
        long later = NOON + HOUR + HOUR / 4;
        SessionRules rules = new SessionRules(2 * HOUR, 50);

        assertThat(answer(rules, ItemEvent.view("i3", NOON), ItemEvent.view("i4", NOON), ItemEvent.view("?", later)))
                .isEqualTo(scores(NOON, NOON));
    }

    private static float[] scores(long first, long second) {
        float[] scores = new float[ITEMS];
        try (NextItemModel model = TinyBundles.build(bundle());
                BatchRecommender recommender = model.newRecommender(1, 1)) {
            SessionBatch batch = new SessionBatch(1, 2, 0);
            batch.add();
            batch.append(0, 3, first);
            batch.append(0, 4, second);
            recommender.score(batch, (session, row) -> System.arraycopy(row, 0, scores, 0, ITEMS));
        }
        return scores;
    }

    private static float[] answer(ItemEvent... events) {
        return answer(SessionRules.DEFAULT, events);
    }

    private static float[] answer(SessionRules rules, ItemEvent... events) {
        SessionState state = new SessionState();
        Arrays.stream(events).forEach(event -> state.admit(event, rules, Long.MIN_VALUE));
        float[] scores = new float[ITEMS];
        try (ServedModel model = TinyBundles.served(bundle(), 1);
                SessionAnswerer answerer = new SessionAnswerer(model, rules, 1, 1)) {
            answerer.score(List.of(state), (session, row) -> System.arraycopy(row, 0, scores, 0, ITEMS));
        }
        return scores;
    }

    private static ModelBundle bundle() {
        return YoutubeDnnKindExample.bundle(3, ITEMS, "shared", "all", 50, 0, 8);
    }
}
