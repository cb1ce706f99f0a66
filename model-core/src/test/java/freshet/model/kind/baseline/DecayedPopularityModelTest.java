package freshet.model.kind.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Four items of the weights 1, 4, 2 and 1. */
class DecayedPopularityModelTest {
    private final NextItemModel model =
            new DecayedPopularityModel(new Vocabulary(List.of("a", "b", "c", "d")), new float[] {1, 4, 2, 1});

    @Test
    void everySessionGetsTheItemsByTheirWeight() {
        try (BatchRecommender recommender = model.newRecommender(1, 3)) {
            RankedItems ranked = new RankedItems(1, 3);
            recommender.recommend(session(0), ranked);
            assertThat(List.of(ranked.row(0, 0), ranked.row(0, 1), ranked.row(0, 2)))
                    .containsExactly(1, 2, 0);
            assertThat(ranked.probability(0, 0)).isEqualTo(0.5f);
        }
    }

    @Test
    void anExcludedItemLeavesItsShareToTheOthersOnce() {
        try (BatchRecommender recommender = model.newRecommender(1, 4)) {
            SessionBatch batch = session(0);
            batch.excluded().add(0, 2);
            BitSet withheld = new BitSet();
            withheld.set(1);
            batch.excluded().withhold(new WithheldItems(withheld));
            RankedItems ranked = new RankedItems(1, 4);
            recommender.recommend(batch, ranked);
            assertThat(ranked.count(0)).isEqualTo(2);
            assertThat(ranked.row(0, 0)).isZero();
            assertThat(ranked.probability(0, 0)).isEqualTo(0.5f);
            recommender.recommend(session(0), ranked);
            assertThat(ranked.count(0)).isEqualTo(4);
            assertThat(ranked.probability(0, 0)).isEqualTo(0.5f);
        }
    }

    private static SessionBatch session(int item) {
        SessionBatch batch = new SessionBatch(1, 1, 0);
        batch.append(batch.add(), item);
        return batch;
    }
}
