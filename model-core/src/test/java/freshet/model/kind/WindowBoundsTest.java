package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How large the weights of the models with attention may be. */
class WindowBoundsTest {
    private static final List<ModelBundle> BUNDLES = Stream.of("narm", "sasrec", "stamp")
            .flatMap(kind -> KindExample.of(ModelKinds.named(kind)).bundles(1, 40, 4).stream())
            .toList();

    static Stream<Arguments> everyWeight() {
        return BUNDLES.stream()
                .flatMap(bundle -> bundle.weights().keySet().stream().map(name -> Arguments.of(bundle, name)));
    }

    @ParameterizedTest
    @MethodSource("everyWeight")
    void aWeightThatLetsASumOverflowIsRefused(ModelBundle bundle, String name) {
        Tensor.Floats tensor = (Tensor.Floats) bundle.weights().get(name);
        float[] values = tensor.values().clone();
        values[values.length - 1] = 3e38f;
        Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
        weights.put(name, Tensor.floats(values, tensor.shape()));

        assertThatThrownBy(() -> TinyBundles.build(bundle.withWeights(weights)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("over the limit of 1e+15: train again with a lower learning rate");
    }

    @Property(tries = 300)
    void whatIsNotRefusedIsFinite(@ForAll long seed) {
        Random random = new Random(seed);
        FiniteAnswers.check(BUNDLES.get(random.nextInt(BUNDLES.size())), random, 0);
    }
}
