package freshet.model.kind.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/** Four items: 0 → 1 of weight 1, 0 → 2 of 3, 0 → 3 of 1; 1 → 0 of 0.5; none from 2 and 3. */
class SequentialRulesModelTest {

    @Test
    void ranksTheRulesOfTheLastItemByTheirShare() {
        RankedItems ranked = recommend(model(new int[] {1, 2, 3, 0}, 3), -1, 1, 0);
        assertThat(ranked.count(0)).isEqualTo(3);
        assertThat(ranked.row(0, 0)).isEqualTo(2);
        assertThat(ranked.probability(0, 0)).isCloseTo(0.6f, within(1e-6f));
        assertThat(ranked.row(0, 1)).isEqualTo(1);
        assertThat(ranked.row(0, 2)).isEqualTo(3);
        assertThat(ranked.probability(0, 2)).isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void anExcludedItemLeavesItsShareToTheOthers() {
        RankedItems ranked = recommend(model(new int[] {1, 2, 3, 0}, 3), 2, 0);
        assertThat(ranked.count(0)).isEqualTo(2);
        assertThat(ranked.row(0, 0)).isEqualTo(1);
        assertThat(ranked.probability(0, 0)).isEqualTo(0.5f);
    }

    @Test
    void anItemWithoutRulesHasNoAnswer() {
        assertThat(recommend(model(new int[] {1, 2, 3, 0}, 3), -1, 0, 2).count(0))
                .isZero();
    }

    @Test
    void scoresAreTheWeightsAndAgreeWithTheRanking() {
        SessionBatch batch = new SessionBatch(1, 1, 0);
        batch.append(batch.add(), 0);
        model(new int[] {1, 2, 3, 0}, 3).newRecommender(1, 2).score(batch, (session, scores) -> assertThat(scores)
                .containsExactly(Float.NEGATIVE_INFINITY, 1, 3, 1));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2, 1", "1, 4", "-1, 3"})
    void aListThatDoesNotRiseWithinTheItemsIsRefused(int first, int second) {
        assertThatThrownBy(() -> model(new int[] {first, second, 3, 0}, 3))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("tensor \"rules.next\" has ")
                .hasMessageEndingWith(" in list 0; a list rises and stays under 4");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN"})
    void aWeightThatIsNotAboveZeroIsRefused(float weight) {
        assertThatThrownBy(() -> model(new int[] {1, 2, 3, 0}, weight))
                .isInstanceOf(BundleException.class)
                .hasMessage("tensor \"rules.weight\" has " + weight + "; a weight is above 0");
    }

    private static NextItemModel model(int[] next, float second) {
        return TinyBundles.build(TinyBundles.of(
                "sequential-rules",
                JsonNodeFactory.instance.objectNode(),
                4,
                Map.of(
                        "rules.offsets", new Tensor.Longs(new int[] {5}, new long[] {0, 3, 4, 4, 4}),
                        "rules.next", new Tensor.Ints(new int[] {4}, next),
                        "rules.weight", Tensor.floats(new float[] {1, second, 1, 0.5f}, 4))));
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
