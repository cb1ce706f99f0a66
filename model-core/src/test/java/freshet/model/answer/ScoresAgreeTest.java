package freshet.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.PopularItems;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of every model: what it recommends is the order of its scores, equal ones in
 * vocabulary order.
 */
class ScoresAgreeTest {
    private static final int ITEMS = 40;
    private static final int SESSIONS = 9;
    private static final int K = 12;
    private static final SessionRules RULES = new SessionRules(1_000, 6);

    static Stream<NextItemModel> models() {
        return KindExample.ofEveryKind(8, ITEMS, 6).stream().map(TinyBundles::build);
    }

    @ParameterizedTest
    @MethodSource("models")
    void recommendedItemsAreTheBestScores(NextItemModel model) {
        List<List<Integer>> ranked = new ArrayList<>();
        List<List<Integer>> scored = new ArrayList<>();
        try (model;
                BatchRecommender recommender = model.newRecommender(SESSIONS, K)) {
            RankedItems out = new RankedItems(SESSIONS, K);
            recommender.recommend(batch(model), out);
            for (int session = 0; session < SESSIONS; session++) {
                ranked.add(rows(out, session));
            }
            recommender.score(batch(model), (session, scores) -> scored.add(best(scores)));
        }
        assertThat(scored).isEqualTo(ranked);
    }

    /** Some sessions hold no item that the model knows. */
    @ParameterizedTest
    @MethodSource("models")
    void answersAreTheBestScores(NextItemModel model) {
        long[] support = IntStream.range(0, ITEMS).mapToLong(row -> row % 7).toArray();
        String[] answered = new String[SESSIONS];
        String[] scored = new String[SESSIONS];
        try (ServedModel served = new ServedModel(1, model, new PopularItems(support));
                SessionAnswerer answerer = new SessionAnswerer(served, RULES, SESSIONS, K)) {
            answerer.answer(states());
            Arrays.setAll(answered, session -> "" + rows(answerer.ranked(session), answerer.slot(session)));
            answerer.score(states(), (session, scores) -> scored[session] = "" + best(scores));
        }
        assertThat(scored).containsExactly(answered);
    }

    private static List<SessionState> states() {
        Random random = new Random(4);
        return IntStream.range(0, SESSIONS)
                .mapToObj(session -> {
                    SessionState state = new SessionState();
                    for (int time = 0; time <= session % 4; time++) {
                        String item = session % 3 == 1 ? "unheard-of" : "i" + random.nextInt(ITEMS);
                        state.admit(ItemEvent.view(item, time), RULES, Long.MIN_VALUE);
                    }
                    return state;
                })
                .toList();
    }

    private static SessionBatch batch(NextItemModel model) {
        Random random = new Random(3);
        SessionBatch batch = new SessionBatch(SESSIONS, 6, model.stateWidth());
        for (int session = 0; session < SESSIONS; session++) {
            batch.add();
            for (int position = 0; position <= session % 6; position++) {
                batch.append(session, random.nextInt(ITEMS));
            }
        }
        return batch;
    }

    private static List<Integer> rows(RankedItems ranked, int session) {
        return IntStream.range(0, ranked.count(session))
                .mapToObj(rank -> ranked.row(session, rank))
                .toList();
    }

    private static List<Integer> best(float[] scores) {
        return IntStream.range(0, ITEMS)
                .boxed()
                .filter(row -> scores[row] > Float.NEGATIVE_INFINITY)
                .sorted((a, b) -> scores[a] != scores[b] ? Float.compare(scores[b], scores[a]) : a - b)
                .limit(K)
                .toList();
    }
}
