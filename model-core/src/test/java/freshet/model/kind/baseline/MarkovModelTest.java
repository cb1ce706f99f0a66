package freshet.model.kind.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkovModelTest {
    private final MarkovModel model = new MarkovModel(
            new Vocabulary(List.of("a", "b", "c")), new long[] {0, 2, 3, 3}, new int[] {1, 2, 0}, new long[] {3, 1, 5});

    @Test
    void ranksWhatFollowedTheLastItemByItsShare() {
        RankedItems ranked = recommend(1, 0);
        assertThat(ranked.count(0)).isEqualTo(2);
        assertThat(ranked.row(0, 0)).isEqualTo(1);
        assertThat(ranked.probability(0, 0)).isCloseTo(0.75f, within(1e-6f));
        assertThat(ranked.row(0, 1)).isEqualTo(2);
    }

    @Test
    void anExcludedItemLeavesItsShareToTheOthers() {
        SessionBatch batch = new SessionBatch(1, 1, model.stateWidth());
        batch.append(batch.add(), 0);
        batch.excluded().add(0, 1);
        RankedItems ranked = new RankedItems(1, 5);
        model.newRecommender(1, 5).recommend(batch, ranked);
        assertThat(ranked.count(0)).isEqualTo(1);
        assertThat(ranked.row(0, 0)).isEqualTo(2);
        assertThat(ranked.probability(0, 0)).isEqualTo(1f);
    }

    @Test
    void anItemThatNothingFollowedHasNoAnswer() {
        assertThat(recommend(0, 2).count(0)).isZero();
    }

    private RankedItems recommend(int... items) {
        SessionBatch batch = new SessionBatch(1, items.length, model.stateWidth());
        batch.add();
        for (int item : items) {
            batch.append(0, item);
        }
        RankedItems ranked = new RankedItems(1, 5);
        model.newRecommender(1, 5).recommend(batch, ranked);
        return ranked;
    }
}
