package freshet.model.kind.lru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large the weights of LRURec may be. */
class LruBoundsTest {
    private static final int ITEMS = 40;
    private static final ModelBundle BUNDLE = LruKindExample.bundle(1, ITEMS, 4, 2);
    private static final List<Arithmetic> ALL = List.of(
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT),
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.PRUNED),
            new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "item.embedding",
                "item.bias",
                "lru.norm.gain",
                "lru.norm.bias",
                "lru.0.nu",
                "lru.1.theta",
                "lru.0.gamma",
                "lru.0.input",
                "lru.0.output",
                "lru.0.norm.gain",
                "lru.0.inner",
                "lru.0.inner.bias",
                "lru.0.outer",
                "lru.1.outer.bias",
                "lru.1.last.norm.gain",
                "lru.1.last.norm.bias"
            })
    void aWeightThatLetsASumOverflowIsRefused(String name) {
        Tensor.Floats tensor = (Tensor.Floats) BUNDLE.weights().get(name);
        float[] values = tensor.values().clone();
        values[1] = 3e38f;
        Map<String, Tensor> weights = new TreeMap<>(BUNDLE.weights());
        weights.put(name, Tensor.floats(values, tensor.shape()));

        assertThatThrownBy(() -> TinyBundles.build(BUNDLE.withWeights(weights)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("add up to")
                .hasMessageEndingWith(", over the limit of 1e+15: train again with a lower learning rate");
    }

    /** However large, ν and θ give a |λ| of 1 at most. */
    @ParameterizedTest
    @ValueSource(floats = {-3e38f, -100, 100, 3e38f})
    void noUnitOfTheRecurrenceGrows(float extreme) {
        Recurrence recurrence = Recurrence.of(new float[] {extreme, 0}, new float[] {extreme, extreme}, new float[2]);

        for (int i = 0; i < 2; i++) {
            assertThat(Math.hypot(recurrence.real()[i], recurrence.imaginary()[i]))
                    .isBetween(0.0, 1.000001);
        }
    }

    /**
     * Weights of all magnitudes over a long session: a model that is not refused answers with
     * probabilities, whichever way it computes.
     */
    @Property(tries = 300)
    void whatIsNotRefusedIsFinite(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new TreeMap<>();
        int most = random.nextInt(12); // decimal orders
        BUNDLE.weights().forEach((name, tensor) -> weights.put(name, stretched(random, most, (Tensor.Floats) tensor)));
        for (Arithmetic arithmetic : ALL) {
            NextItemModel model;
            try {
                model = TinyBundles.build(BUNDLE.withWeights(weights), arithmetic);
            } catch (BundleException refused) {
                assertThat(refused).hasMessageContaining("over the limit");
                return;
            }
            assertFinite(model);
        }
    }

    private static Tensor stretched(Random random, int most, Tensor.Floats tensor) {
        float[] values = tensor.values().clone();
        double exponent = random.nextInt(4) == 0 ? most : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) Math.pow(10, random.nextBoolean() ? exponent : -40 * random.nextDouble());
        }
        return Tensor.floats(values, tensor.shape());
    }

    private static void assertFinite(NextItemModel model) {
        int length = 50;
        RankedItems ranked = new RankedItems(2, ITEMS);
        SessionBatch batch = new SessionBatch(2, length, model.stateWidth());
        try (model;
                BatchRecommender recommender = model.newRecommender(2, ITEMS)) {
            for (int session = 0; session < 2; session++) {
                batch.add();
                for (int event = 0; event < length; event++) {
                    batch.append(session, session == 0 ? 7 : event % ITEMS);
                }
            }
            recommender.recommend(batch, ranked);
            recommender.score(batch, (session, scores) -> {
                for (float score : scores) {
                    assertThat(Math.abs(score)).isLessThan(1.001e15f); // NaN is not
                }
            });
        }
        for (int session = 0; session < 2; session++) {
            assertThat(ranked.count(session)).isEqualTo(ITEMS);
            float sum = 0;
            for (int rank = 0; rank < ITEMS; rank++) {
                assertThat(ranked.probability(session, rank)).isBetween(0f, 1f);
                sum += ranked.probability(session, rank);
            }
            assertThat(sum).isBetween(0.999f, 1.001f);
        }
    }
}
