package freshet.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seven events: a 3, b 2, c 2. */
class PopularityTrainersTest {
    private static final TrainingData DATA = Logs.data("a c b", "b a", "c a");

    /** Next items c, b, a, a: −(2·ln 2/7 + 2·ln 3/7) / 4. */
    @Test
    void popularityExpectsTheSharesOfAllEvents() {
        ModelBundle bundle = train("popularity", DATA);
        assertThat(bundle.selfTest())
                .contains(new SelfTestCase(
                        List.of("b"), List.of("a", "b", "c"), List.of((float) (3 / 7.0), (float) (2 / 7.0), (float)
                                (2 / 7.0))));
        assertThat(bundle.metrics().get("training_loss")).isCloseTo(1.050030, within(1e-6));
    }

    /**
     * Each next item is new to its session: −(ln (2/7 / 2) + ln (2/7 / 3) + 2·ln (3/7 / 2)) / 4.
     */
    @Test
    void sessionPopularityAddsTheCountsOfTheSession() {
        ModelBundle bundle = train("session-popularity", DATA);
        assertThat(bundle.selfTest())
                .contains(
                        new SelfTestCase(
                                List.of("a", "c"),
                                List.of("a", "c", "b"),
                                List.of((float) (10 / 21.0), (float) (9 / 21.0), (float) (2 / 21.0))),
                        new SelfTestCase(
                                List.of("b"),
                                List.of("b", "a", "c"),
                                List.of((float) (9 / 14.0), (float) (3 / 14.0), (float) (2 / 14.0))));
        assertThat(bundle.metrics().get("training_loss")).isCloseTo(1.844543, within(1e-6));
    }

    /** The self-test holds the served probabilities against the trainer's own. */
    @ParameterizedTest
    @ValueSource(strings = {"popularity", "session-popularity"})
    void servedAfterAWayThroughAFile(String kind, @TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(file, train(kind, Logs.cycle(30, 100)));

        try (ServedModel served = ModelLoader.load(BundleFile.read(file), 1)) {
            assertThat(served.model().vocabulary().size()).isEqualTo(30);
        }
    }

    @Test
    void thereIsNothingToStartFrom() {
        ModelBundle older = train("popularity", DATA);
        TrainingPlan plan = TrainingPlan.of(DATA).startingFrom(older);
        assertThatThrownBy(() -> Trainers.named("popularity", Map.of()).train(plan, TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessage("model popularity counts anew each time; train it without a model to start from");
    }

    private static ModelBundle train(String kind, TrainingData data) {
        return Trainers.named(kind, Map.of()).train(data, TrainingListener.SILENT);
    }
}
