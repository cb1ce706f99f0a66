package freshet.model.kind.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Items 0 to 4 with 4, 3, 2, 1 and 0 of 10 training events. */
class PopularityModelsTest {
    private static final Vocabulary ITEMS = new Vocabulary(List.of("a", "b", "c", "d", "e"));
    private static final long[] SUPPORT = {4, 3, 2, 1, 0};

    @Test
    void popularityRanksByShareInEverySession() {
        RankedItems ranked = recommend(new PopularityModel(ITEMS, SUPPORT), 3, new int[] {4}, new int[] {2, 2});
        for (int session = 0; session < 2; session++) {
            assertThat(rows(ranked, session)).containsExactly(0, 1, 2);
            assertThat(ranked.probability(session, 0)).isCloseTo(0.4f, within(1e-6f));
        }
    }

    @Test
    void sessionPopularityRanksByCountThenByPopularity() {
        RankedItems ranked = recommend(new SessionPopularityModel(ITEMS, SUPPORT), 5, new int[] {3, 2, 4, 4});
        assertThat(rows(ranked, 0)).containsExactly(4, 2, 3, 0, 1);
        assertThat(ranked.probability(0, 0)).isCloseTo(2 / 5f, within(1e-6f));
        assertThat(ranked.probability(0, 1)).isCloseTo(1.2f / 5, within(1e-6f));
        assertThat(ranked.probability(0, 3)).isCloseTo(0.4f / 5, within(1e-6f));
        assertThat(IntStream.range(0, 5)
                        .mapToDouble(rank -> ranked.probability(0, rank))
                        .sum())
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void aSessionLeavesNothingToTheNextOne() {
        RankedItems ranked =
                recommend(new SessionPopularityModel(ITEMS, SUPPORT), 2, new int[] {3, 3, 4}, new int[] {2});
        assertThat(rows(ranked, 1)).containsExactly(2, 0);
    }

    @Test
    void excludedItemsLeaveTheirShareToTheOthers() {
        for (NextItemModel model :
                List.of(new PopularityModel(ITEMS, SUPPORT), new SessionPopularityModel(ITEMS, SUPPORT))) {
            SessionBatch batch = new SessionBatch(1, 2, model.stateWidth());
            batch.append(batch.add(), 4);
            BitSet withheld = new BitSet();
            withheld.set(0);
            batch.excluded().withhold(new WithheldItems(withheld));
            batch.excluded().add(0, 4);
            batch.excluded().add(0, 0);
            RankedItems ranked = new RankedItems(1, 5);
            model.newRecommender(1, 5).recommend(batch, ranked);
            assertThat(rows(ranked, 0)).containsExactly(1, 2, 3);
            assertThat(ranked.probability(0, 0)).isCloseTo(0.5f, within(1e-6f));
            batch.excluded().clear(0);
            batch.excluded().withhold(WithheldItems.NONE);
            model.newRecommender(1, 5).recommend(batch, ranked);
            assertThat(ranked.count(0)).isEqualTo(5);
        }
    }

    private static int[] rows(RankedItems ranked, int session) {
        return IntStream.range(0, ranked.count(session))
                .map(rank -> ranked.row(session, rank))
                .toArray();
    }

    private static RankedItems recommend(NextItemModel model, int k, int[]... sessions) {
        SessionBatch batch = new SessionBatch(sessions.length, 5, model.stateWidth());
        for (int[] items : sessions) {
            int session = batch.add();
            IntStream.of(items).forEach(item -> batch.append(session, item));
        }
        RankedItems ranked = new RankedItems(sessions.length, k);
        try (BatchRecommender recommender = model.newRecommender(sessions.length, k)) {
            recommender.recommend(batch, ranked);
        }
        return ranked;
    }
}
