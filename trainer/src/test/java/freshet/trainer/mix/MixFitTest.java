package freshet.trainer.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.model.data.Session;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MixFitTest {
    private static final int SESSIONS = 300;

    /** Sessions that walk a cycle of 20 items and leave it now and then. */
    private static final List<Session> LOG = Logs.sessions(IntStream.range(0, SESSIONS)
            .mapToObj(session -> String.join(
                    " ",
                    IntStream.range(0, 2 + session % 6)
                            .mapToObj(step -> "item" + (step * session % 11 == 10 ? session * 3 : session + step) % 20)
                            .toList()))
            .toArray(String[]::new));

    private static final ModelBundle MARKOV = trained("markov");
    private static final ModelBundle POPULARITY = trained("popularity");
    private static final ModelBundle GRU = trained("gru4rec");

    @Test
    void theBetterModelGetsMoreWeight() {
        MixWeights weights = MixFit.of(List.of(POPULARITY, MARKOV), LOG);

        for (int length = 0; length < weights.lengths().size(); length++) {
            double markov = weights.parts().get(1).weights().get(length);
            assertThat(markov).isGreaterThan(0.6);
            assertThat(weights.parts().get(0).weights().get(length) + markov).isCloseTo(1, within(1e-9));
        }
        assertThat(weights.loss())
                .isLessThan(MixFit.of(List.of(POPULARITY, POPULARITY), LOG).loss());
        assertThat(weights.parts())
                .extracting(MixWeights.PartWeights::sharpness)
                .containsOnly(1.0);
    }

    @Test
    void scoresThatAreTooLargeAreMadeSmaller() {
        double plain = sharpness(GRU);
        ModelBundle scaled = GRU.withWeights(scaled(GRU, 2));
        SelfTestCase pass = new SelfTestCase(List.of("item1"), List.of(), List.of());
        double doubled = sharpness(MixedBundle.tested(scaled, List.of(pass)));

        assertThat(doubled).isCloseTo(plain / 2, within(0.11)); // a step of the grid
    }

    @Test
    void sessionsThatTellNothingGiveEqualWeights() {
        MixWeights weights = MixFit.of(List.of(POPULARITY, MARKOV), Logs.sessions("unheard of"));

        assertThat(weights.predictions()).isZero();
        assertThat(weights.parts())
                .allSatisfy(part -> assertThat(part.weights()).containsOnly(0.5));
    }

    /** The job skips them as well: they make no session longer. */
    @Test
    void itemsThatNoModelKnowsChangeNoWeight() {
        List<Session> padded = Logs.sessions(Stream.of(texts())
                .map(session -> "unheard of before " + session)
                .toArray(String[]::new));

        assertThat(MixFit.of(List.of(POPULARITY, MARKOV), padded).parts())
                .isEqualTo(MixFit.of(List.of(POPULARITY, MARKOV), LOG).parts());
    }

    private static double sharpness(ModelBundle bundle) {
        return MixFit.of(List.of(bundle, POPULARITY), LOG).parts().get(0).sharpness();
    }

    /** The head of a model with a separate embedding, so that its states stay. */
    private static Map<String, Tensor> scaled(ModelBundle bundle, float factor) {
        Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
        for (String name : List.of("item.embedding", "item.bias")) {
            Tensor.Floats tensor = (Tensor.Floats) weights.get(name);
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            weights.put(name, Tensor.floats(values, tensor.shape()));
        }
        return weights;
    }

    private static ModelBundle trained(String model) {
        Map<String, String> settings = model.equals("gru4rec")
                ? Map.of("layers", "16", "embedding", "separate", "epochs", "4", "n_sample", "16")
                : Map.of();
        return Trainers.named(model, settings).train(Logs.data(texts()), TrainingListener.SILENT);
    }

    private static String[] texts() {
        return LOG.stream()
                .map(session -> String.join(
                        " ",
                        session.events().stream().map(event -> event.itemId()).toList()))
                .toArray(String[]::new);
    }
}
