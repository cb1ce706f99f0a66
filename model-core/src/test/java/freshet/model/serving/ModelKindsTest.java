package freshet.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelKindsTest {
    private final ModelBundle bundle = TinyBundles.gru(1, 6, 4);

    @Test
    void buildsWhatTheConfigurationSays() {
        try (var model = ModelKinds.build(bundle)) {
            assertThat(model.stateWidth()).isEqualTo(4);
            assertThat(model.vocabulary().size()).isEqualTo(6);
        }
    }

    @Test
    void aMissingTensorIsNamed() {
        assertThatThrownBy(() -> ModelKinds.build(without("gru.0.bias")))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("tensor \"gru.0.bias\" is missing");
    }

    @Test
    void aTensorOfAnotherShapeIsNamed() {
        assertThatThrownBy(() -> ModelKinds.build(with("gru.0.bias", Tensor.floats(new float[7], 7))))
                .isInstanceOf(BundleException.class)
                .hasMessage("tensor \"gru.0.bias\" is Floats [7], not Floats [12]");
    }

    @Test
    void anUnknownKindIsNamed() {
        ModelBundle other = new ModelBundle(
                "oracle",
                bundle.configuration(),
                bundle.provenance(),
                Map.of(),
                bundle.vocabulary(),
                bundle.support(),
                bundle.weights(),
                List.of());
        assertThatThrownBy(() -> ModelKinds.build(other))
                .hasMessage("model kind \"oracle\" is unknown; this version knows [gru4rec, markov]");
    }

    @Test
    void theSelfTestRefusesAModelThatComputesOtherwise() {
        SelfTestCase wrong = new SelfTestCase(List.of("i0"), List.of("i1"), List.of(0.99f));
        ModelBundle tested = TinyBundles.gru(1, 6, 4, wrong);
        try (var model = ModelKinds.build(tested)) {
            assertThatThrownBy(() -> SelfTest.run(tested, model))
                    .isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("self-test session 0: item \"i1\" at rank 1 has probability");
        }
    }

    private ModelBundle without(String name) {
        Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
        weights.remove(name);
        return withWeights(weights);
    }

    private ModelBundle with(String name, Tensor tensor) {
        Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
        weights.put(name, tensor);
        return withWeights(weights);
    }

    private ModelBundle withWeights(Map<String, Tensor> weights) {
        return new ModelBundle(
                bundle.kind(),
                bundle.configuration(),
                bundle.provenance(),
                bundle.metrics(),
                bundle.vocabulary(),
                bundle.support(),
                weights,
                bundle.selfTest());
    }
}
