package freshet.model.kind.gru4rec;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large the weights of a GRU may be. */
class Gru4RecBoundsTest {
    private static final int ITEMS = 40;
    private static final int WIDTH = 4;
    private static final List<Arithmetic> ALL = List.of(
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT),
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.PRUNED),
            new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT));

    private final ModelBundle bundle = TinyBundles.gru(1, ITEMS, WIDTH);

    @ParameterizedTest
    @CsvSource({"item.embedding", "item.bias", "gru.0.input", "gru.0.recurrent", "gru.0.bias"})
    void aWeightThatLetsASumOverflowIsRefused(String tensor) {
        assertThatThrownBy(() -> TinyBundles.build(with(tensor, 3e38f)))
                .isInstanceOf(BundleException.class)
                .hasMessageMatching(
                        "(row 7 of \"item.embedding\" and its bias|the weights of layer \"gru.0.\" times its inputs)"
                                + " add up to [0-9.e+]+, over the limit of 1e\\+15:"
                                + " train again with a lower learning rate");
    }

    @Test
    void aSumAtTheLimitIsServedAndOneBeyondIsNot() {
        TinyBundles.build(with("item.bias", 0.999e15f)).close();
        assertThatThrownBy(() -> TinyBundles.build(with("item.bias", 1.001e15f)))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("row 7 of \"item.embedding\" and its bias add up to 1.0e+15");
    }

    /**
     * Weights of all magnitudes: a model that is not refused answers with probabilities, whichever
     * way it computes.
     */
    @Property(tries = 300)
    void whatIsNotRefusedIsFinite(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new TreeMap<>();
        bundle.weights().forEach((name, tensor) -> weights.put(name, stretched(random, (Tensor.Floats) tensor)));
        for (Arithmetic arithmetic : ALL) {
            NextItemModel model;
            try {
                model = TinyBundles.build(bundle.withWeights(weights), arithmetic);
            } catch (BundleException refused) {
                assertThat(refused).hasMessageContaining("over the limit");
                return;
            }
            assertFinite(model);
        }
    }

    private static Tensor stretched(Random random, Tensor.Floats tensor) {
        float[] values = tensor.values().clone();
        double most = random.nextInt(18); // decimal orders
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) Math.pow(10, random.nextBoolean() ? most : -40 * random.nextDouble());
        }
        return Tensor.floats(values, tensor.shape());
    }

    private static void assertFinite(NextItemModel model) {
        RankedItems ranked = new RankedItems(2, ITEMS);
        SessionBatch batch = new SessionBatch(2, 3, WIDTH);
        try (model;
                BatchRecommender recommender = model.newRecommender(2, ITEMS)) {
            for (int session = 0; session < 2; session++) {
                batch.add();
                batch.append(session, session);
                batch.append(session, 7);
                batch.append(session, 39);
            }
            recommender.recommend(batch, ranked);
            recommender.score(batch, (session, scores) -> {
                for (float score : scores) {
                    assertThat(Math.abs(score)).isLessThan(1.001e15f); // NaN is not
                }
            });
        }
        for (float value : batch.states()) {
            assertThat(Math.abs(value)).isLessThan(1.00001f);
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

    /** The bundle with another value in row 7 of an items' tensor, or at place 7 of a layer's. */
    private ModelBundle with(String name, float value) {
        Tensor.Floats tensor = (Tensor.Floats) bundle.weights().get(name);
        float[] values = tensor.values().clone();
        values[name.equals("item.embedding") ? 7 * WIDTH : 7] = value;
        Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
        weights.put(name, Tensor.floats(values, tensor.shape()));
        return bundle.withWeights(weights);
    }
}
