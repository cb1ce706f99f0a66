package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.RelatedItems.Related;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelatedItemsTest {
    private static final int ITEMS = 40;

    static List<ModelBundle> bundles() {
        return KindExample.ofEveryKind(7, ITEMS, 6);
    }

    @Test
    void cosineTellsTheAngleAndNothingOfTheLengths() {
        Tensor.Floats embedding = Tensor.floats(new float[] {3, 0, 0, 5, 2, 2, -7, 0, 0, 0}, 5, 2);

        ItemCosines cosines = new ItemCosines(embedding);

        assertThat(cosines.with(0)).containsExactly(new double[] {1, 0, Math.sqrt(0.5), -1, 0}, within(1e-6));
        assertThat(cosines.of(0, 3)).extracting(Related::row).containsExactly(2, 1, 4);
        assertThat(cosines.of(4, 9)).extracting(Related::value).containsOnly(0.0);
    }

    @Test
    void strongestRulesComeFirstWithoutTheItemItself() {
        int[] next = {0, 1, 2, 3};
        double[] weights = {9, 1, 4, 4};
        RuleWeights rules = new RuleWeights("weight", new long[] {0, 4, 4}, next, rule -> weights[rule]);

        assertThat(rules.of(0, 2)).containsExactly(new Related(2, 4), new Related(3, 4));
        assertThat(rules.of(1, 2)).isEmpty();
    }

    @Test
    void aMarkovChainRelatesByItsCounts() {
        ModelBundle bundle = TinyBundles.of(
                "markov",
                KindExample.of(ModelKinds.named("markov"))
                        .bundles(1, 3, 2)
                        .get(0)
                        .configuration(),
                3,
                Map.of(
                        "markov.offsets", new Tensor.Longs(new int[] {4}, new long[] {0, 2, 2, 2}),
                        "markov.next", new Tensor.Ints(new int[] {2}, new int[] {2, 1}),
                        "markov.count", new Tensor.Longs(new int[] {2}, new long[] {5, 3})));

        RelatedItems related = ModelKinds.named("markov").related(bundle).orElseThrow();

        assertThat(related.measure()).isEqualTo("followed");
        assertThat(related.of(0, 9)).containsExactly(new Related(2, 5), new Related(1, 3));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void relatedItemsFallAndLeaveOutTheItem(ModelBundle bundle) {
        ModelKinds.named(bundle.kind()).related(bundle).ifPresent(related -> {
            for (int row = 0; row < ITEMS; row++) {
                List<Related> items = related.of(row, 5);
                assertThat(items).hasSizeLessThanOrEqualTo(5);
                assertThat(items).extracting(Related::row).doesNotContain(row).doesNotHaveDuplicates();
                assertThat(items).extracting(each -> -each.value()).isSorted();
            }
        });
    }
}
