package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    /** A cell of LSTM may grow with each event; a hidden state is smaller. */
    @Property(tries = 300)
    void whatIsNotRefusedIsFinite(@ForAll long seed) {
        Random random = new Random(seed);
        FiniteAnswers.check(BUNDLES.get(random.nextInt(BUNDLES.size())), random, 50);
    }
}
