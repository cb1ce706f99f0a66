package freshet.model.kind;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large the weights of an LSTM and of a plain recurrent network may be. */
class RecurrentBoundsTest {
    private static final int ITEMS = 40;
    private static final int WIDTH = 4;
    private static final List<ModelBundle> BUNDLES = List.of(
            RecurrentExamples.of("lstm", "lstm", "forget-gate", 4, "shared", 1, ITEMS, WIDTH),
            RecurrentExamples.of("rnn", "rnn", "tanh", 1, "shared", 1, ITEMS, WIDTH),
            RecurrentExamples.of("rnn", "rnn", "relu", 1, "shared", 1, ITEMS, WIDTH));
    private static final List<Arithmetic> ALL = List.of(
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT),
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.PRUNED),
            new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT));

    @ParameterizedTest
    @CsvSource({
        "0, item.embedding", "0, lstm.0.input", "0, lstm.0.recurrent", "0, lstm.0.bias",
        "1, item.bias", "1, rnn.0.input", "1, rnn.0.recurrent", "1, rnn.0.bias",
        "2, item.embedding", "2, rnn.0.input", "2, rnn.0.recurrent", "2, rnn.0.bias"
    })
    void aWeightThatLetsASumOverflowIsRefused(int number, String name) {
        ModelBundle bundle = BUNDLES.get(number);
        Tensor.Floats tensor = (Tensor.Floats) bundle.weights().get(name);
        float[] values = tensor.values().clone();
        values[3] = 3e38f;
        Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
        weights.put(name, Tensor.floats(values, tensor.shape()));

        assertThatThrownBy(() -> TinyBundles.build(bundle.withWeights(weights)))
                .isInstanceOf(BundleException.class)
                .hasMessageMatching(
                        "(row \\d of \"item.embedding\" and its bias|the weights of layer \".*.0.\" times its inputs)"
                                + " add up to [0-9.e+]+, over the limit of 1e\\+15:"
                                + " train again with a lower learning rate");
    }

    /**
     * Weights of all magnitudes over a long session: a model that is not refused answers with
     * probabilities, whichever way it computes.
     */
    @Property(tries = 300)
    void whatIsNotRefusedIsFinite(@ForAll long seed) {
        Random random = new Random(seed);
        ModelBundle bundle = BUNDLES.get(random.nextInt(BUNDLES.size()));
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
        for (float value : batch.states()) {
            assertThat(Math.abs(value)).isLessThan(length + 0.001f); // a cell of LSTM; a hidden state is smaller
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
