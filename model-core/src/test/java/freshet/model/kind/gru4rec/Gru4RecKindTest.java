package freshet.model.kind.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.BatchRecommender;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class Gru4RecKindTest {
    private final ModelBundle bundle = TinyBundles.gru(1, 6, 4);

    @Test
    void buildsWhatTheConfigurationSays() {
        try (var model = TinyBundles.build(bundle)) {
            assertThat(model.stateWidth()).isEqualTo(4);
            assertThat(model.vocabulary().size()).isEqualTo(6);
        }
    }

    /**
     * The rows X and the weights W of a shared embedding, told once as a separate one and once as
     * the one-hot weights X·W.
     */
    @Test
    void theSameModelInEveryEmbeddingAnswersTheSame() {
        RankedItems shared = answer(bundle);
        Map<String, Tensor> separate = new TreeMap<>(bundle.weights());
        separate.put("item.input", bundle.weights().get("item.embedding"));
        Map<String, Tensor> oneHot = new TreeMap<>(bundle.weights());
        oneHot.put("gru.0.input", product("item.embedding", "gru.0.input", 6, 4, 12));

        for (RankedItems other : List.of(
                answer(with("{\"embedding\":\"separate\",\"embedding_width\":4}", separate)),
                answer(with("{\"embedding\":\"one-hot\"}", oneHot)))) {
            for (int rank = 0; rank < 6; rank++) {
                assertThat(other.row(0, rank)).isEqualTo(shared.row(0, rank));
                assertThat(other.probability(0, rank)).isCloseTo(shared.probability(0, rank), within(1e-6f));
            }
        }
    }

    @Test
    void anUnknownEmbeddingIsNamed() {
        assertThatThrownBy(() -> TinyBundles.build(with("{\"embedding\":\"hashed\"}", bundle.weights())))
                .isInstanceOf(BundleException.class)
                .hasMessage("configuration \"embedding\" is \"hashed\"; this version serves \"shared\", \"separate\","
                        + " \"one-hot\"");
    }

    @Test
    void aSharedEmbeddingOfAnotherWidthThanTheTopLayerIsRefused() {
        assertThatThrownBy(() ->
                        TinyBundles.build(with("{\"embedding\":\"shared\",\"embedding_width\":5}", bundle.weights())))
                .isInstanceOf(BundleException.class)
                .hasMessage("tensor \"item.embedding\" is Floats [6, 4], not Floats [6, 5]");
    }

    @Test
    void anEmbeddingOfItsOwnMustBeThere() {
        assertThatThrownBy(() ->
                        TinyBundles.build(with("{\"embedding\":\"separate\",\"embedding_width\":4}", bundle.weights())))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("tensor \"item.input\" is missing");
        assertThatThrownBy(() -> TinyBundles.build(with("{\"embedding\":\"one-hot\"}", bundle.weights())))
                .isInstanceOf(BundleException.class)
                .hasMessage("tensor \"gru.0.input\" is Floats [4, 12], not Floats [6, 12]");
    }

    private static RankedItems answer(ModelBundle bundle) {
        RankedItems ranked = new RankedItems(1, 6);
        try (var model = TinyBundles.build(bundle);
                BatchRecommender recommender = model.newRecommender(1, 6)) {
            SessionBatch batch = new SessionBatch(1, 3, model.stateWidth());
            batch.add();
            List.of(2, 5, 2).forEach(row -> batch.append(0, row));
            recommender.recommend(batch, ranked);
        }
        return ranked;
    }

    /** A (m, k) · B (k, n) → (m, n), tensors of the bundle. */
    private Tensor product(String left, String right, int m, int k, int n) {
        float[] a = ((Tensor.Floats) bundle.weights().get(left)).values();
        float[] b = ((Tensor.Floats) bundle.weights().get(right)).values();
        float[] c = new float[m * n];
        for (int i = 0; i < c.length; i++) {
            double sum = 0;
            for (int j = 0; j < k; j++) {
                sum += (double) a[i / n * k + j] * b[j * n + i % n];
            }
            c[i] = (float) sum;
        }
        return Tensor.floats(c, m, n);
    }

    @Test
    void aMissingTensorIsNamed() {
        assertThatThrownBy(() -> TinyBundles.build(without("gru.0.bias")))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("tensor \"gru.0.bias\" is missing");
    }

    @Test
    void aTensorOfAnotherShapeIsNamed() {
        assertThatThrownBy(() -> TinyBundles.build(with("gru.0.bias", Tensor.floats(new float[7], 7))))
                .isInstanceOf(BundleException.class)
                .hasMessage("tensor \"gru.0.bias\" is Floats [7], not Floats [12]");
    }

    private ModelBundle without(String name) {
        Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
        weights.remove(name);
        return bundle.withWeights(weights);
    }

    private ModelBundle with(String name, Tensor tensor) {
        Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
        weights.put(name, tensor);
        return bundle.withWeights(weights);
    }

    /** The same layer under another word on the embedding. */
    private ModelBundle with(String embedding, Map<String, Tensor> weights) {
        ObjectNode configuration = (ObjectNode) json(embedding);
        configuration.put("gru", "reset-before").putArray("layers").add(4);
        return new ModelBundle(
                bundle.kind(),
                configuration,
                bundle.provenance(),
                bundle.metrics(),
                bundle.vocabulary(),
                bundle.support(),
                weights,
                bundle.selfTest());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
