package freshet.model.kind.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.Tensor;
import freshet.model.kind.TinyBundles;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Four items: 0 → 1 of weight 1, 0 → 2 of 3, 0 → 3 of 1; 1 → 0 of 0.5; none from 2 and 3. */
class SlistModelTest {

    /** After 1 and 0 by a decay of a half: 0 has 0.25, 1 has 1, 2 has 3, 3 has 1. */
    @Test
    void earlierEventsWeighLessByTheDecay() {
        RankedItems ranked = recommend(model(0.5, 1), -1, 1, 0);
        assertThat(ranked.count(0)).isEqualTo(4);
        assertThat(ranked.row(0, 0)).isEqualTo(2);
        assertThat(ranked.probability(0, 0)).isCloseTo(3 / 5.25f, within(1e-6f));
        assertThat(ranked.row(0, 3)).isZero();
        assertThat(ranked.probability(0, 3)).isCloseTo(0.25f / 5.25f, within(1e-6f));
    }

    @Test
    void anItemThatOccursTwiceCountsTwice() {
        RankedItems ranked = recommend(model(0.5, 1), 2, 0, 1, 0);
        assertThat(ranked.row(0, 0)).isEqualTo(1);
        assertThat(ranked.probability(0, 0)).isCloseTo(1.25f / 2.75f, within(1e-6f));
    }

    @Test
    void withoutDecayTheLastItemCountsAlone() {
        assertThat(recommend(model(0, 1), -1, 0, 1).row(0, 0)).isZero();
        assertThat(recommend(model(0, 1), -1, 0, 1).count(0)).isEqualTo(1);
    }

    @Test
    void anExcludedItemLeavesItsShareToTheOthers() {
        RankedItems ranked = recommend(model(0.5, 1), 2, 0);
        assertThat(ranked.count(0)).isEqualTo(2);
        assertThat(ranked.probability(0, 0)).isEqualTo(0.5f);
    }

    @Test
    void aSessionWhoseItemsHaveNoWeightsHasNoAnswer() {
        assertThat(recommend(model(0.5, 1), -1, 2, 3).count(0)).isZero();
    }

    @Test
    void nothingOfOneSessionIsLeftForTheNext() {
        SessionBatch batch = new SessionBatch(2, 1, 0);
        batch.append(batch.add(), 0);
        batch.append(batch.add(), 1);
        RankedItems ranked = new RankedItems(2, 4);
        model(0.5, 1).newRecommender(2, 4).recommend(batch, ranked);
        assertThat(ranked.count(0)).isEqualTo(3);
        assertThat(ranked.count(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5})
    void aDecayOutsideOfItsRangeIsRefused(double decay) {
        assertThatThrownBy(() -> model(decay, 1))
                .isInstanceOf(BundleException.class)
                .hasMessage("configuration \"position_decay\" has " + decay + "; a share is from 0 to under 1");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN"})
    void aWeightThatIsNotAboveZeroIsRefused(float weight) {
        assertThatThrownBy(() -> model(0.5, weight))
                .isInstanceOf(BundleException.class)
                .hasMessage("tensor \"rules.weight\" has " + weight + "; a weight is above 0");
    }

    @Test
    void aSumThatMightOverflowIsRefused() {
        assertThatThrownBy(() -> model(0.999999, 1e12f))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("the weights of \"rules.weight\" add up to ");
    }

    private static NextItemModel model(double decay, float first) {
        return TinyBundles.build(SlistKindExample.bundle(
                decay,
                4,
                Map.of(
                        "rules.offsets", new Tensor.Longs(new int[] {5}, new long[] {0, 3, 4, 4, 4}),
                        "rules.next", new Tensor.Ints(new int[] {4}, new int[] {1, 2, 3, 0}),
                        "rules.weight", Tensor.floats(new float[] {first, 3, 1, 0.5f}, 4))));
    }

    private static RankedItems recommend(NextItemModel model, int excluded, int... items) {
        SessionBatch batch = new SessionBatch(1, items.length, model.stateWidth());
        batch.add();
        for (int item : items) {
            batch.append(0, item);
        }
        if (excluded >= 0) {
            batch.excluded().add(0, excluded);
        }
        RankedItems ranked = new RankedItems(1, 5);
        model.newRecommender(1, 5).recommend(batch, ranked);
        return ranked;
    }
}
