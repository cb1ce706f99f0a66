package freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.ModelBundle;
import freshet.model.kind.ModelKind;
import freshet.model.kind.ModelKinds;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainersTest {
    private static final Set<String> WIDTHS =
            Set.of("layers", "width", "units", "latent", "state", "feed_forward", "embedding_width", "context_width");

    @Test
    void everyKindOfModelHasATrainerWithDefaults() {
        assertThat(Trainers.names())
                .containsExactlyInAnyOrderElementsOf(
                        ModelKinds.all().stream().map(ModelKind::name).toList());
        for (String name : Trainers.names()) {
            assertThat(Trainers.named(name, Map.of())).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("freshet.trainer.Trainers#names")
    void everyDefaultIsInItsOwnRange(String model) {
        assertThat(Trainers.settings(model))
                .allSatisfy(setting -> assertThat(Trainers.named(model, Map.of(setting.name(), setting.defaultValue())))
                        .isNotNull())
                .extracting(Setting::name)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("freshet.trainer.Trainers#names")
    void aModelOfTheLeastWidthIsServed(String model) {
        Map<String, String> narrow = new HashMap<>(Trainers.quick(model));
        for (Setting setting : Trainers.settings(model)) {
            if (WIDTHS.contains(setting.name())) {
                narrow.put(setting.name(), "1");
            }
        }

        ModelBundle bundle = Trainers.named(model, narrow).train(Logs.unevenCycle(6, 20), TrainingListener.SILENT);

        try (ServedModel served = ModelLoader.load(bundle, 1)) {
            assertThat(served.model().vocabulary().size()).isEqualTo(6);
        }
        ModelKinds.named(bundle.kind()).related(bundle).ifPresent(related -> assertThat(related.of(0, 3))
                .isNotNull());
    }

    @Test
    void aModelIsNeuralIfItLearnsFromASeed() {
        assertThat(Trainers.names()).allSatisfy(model -> assertThat(Trainers.neural(model))
                .isEqualTo(Trainers.settings(model).stream()
                        .anyMatch(each -> each.name().equals("seed"))));
        assertThat(Trainers.names()).anyMatch(Trainers::neural);
    }

    @Test
    void unknownModelIsRefusedWithTheModelsThereAre() {
        assertThatThrownBy(() -> Trainers.named("guesses", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no model is named \"guesses\"; there are " + String.join(", ", Trainers.names()));
    }

    @Test
    void unknownSettingIsRefusedWithTheSettingsThereAre() {
        assertThatThrownBy(() -> Trainers.named("gru4rec", Map.of("dropout", "0.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no setting \"dropout\"")
                .hasMessageContaining("dropout_embedding, dropout_hidden");
        assertThatThrownBy(() -> Trainers.named("markov", Map.of("order", "2")))
                .hasMessage("model markov has no setting \"order\"; it has none at all");
    }

    @Test
    void ofTheManySettingsOfAMixThoseOfTheModelAreNamed() {
        assertThatThrownBy(() -> Trainers.named("mix", Map.of("vmis-knn.k", "9")))
                .hasMessage("model mix has no setting \"vmis-knn.k\"; it has "
                        + Trainers.settings("vmis-knn").stream()
                                .map(setting -> "vmis-knn." + setting.name())
                                .collect(Collectors.joining(", ")));
        assertThatThrownBy(() -> Trainers.named("mix", Map.of("epochs", "9")))
                .hasMessage("model mix has no setting \"epochs\"; it has parts, fit_share, seed, "
                        + "and those of its parts, for example gru4rec.layers");
    }

    @ParameterizedTest
    @CsvSource({
        "epochs, 0, a whole number from 1 to 10000",
        "epochs, 1.5, a whole number from 1 to 10000",
        "layers, 0, 'one or several whole numbers from 1 to 4096, with commas between them'",
        "layers, '100,', 'one or several whole numbers from 1 to 4096, with commas between them'",
        "loss, top1, 'one of cross-entropy, bpr-max, bce'",
        "embedding, ONE_HOT, 'one of shared, separate, one-hot'",
        "batch_size, many, a whole number from 1 to 4096",
        "learning_rate, 0, a number from 1.0E-6 to 10.0",
        "learning_rate, NaN, a number from 1.0E-6 to 10.0",
        "dropout_hidden, 1, a number from 0.0 to 0.99",
        "sample_alpha, -0.1, a number from 0.0 to 2.0",
    })
    void valueOutOfRangeIsRefusedWithTheRange(String setting, String value, String range) {
        assertThatThrownBy(() -> Trainers.named("gru4rec", Map.of(setting, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(setting + " is \"" + value + "\"; it must be " + range);
    }

    @Test
    void valueIsKeptInOneSpellingWithoutLosingDigits() {
        Settings settings = new Settings(
                "gru4rec",
                Trainers.settings("gru4rec"),
                Map.of("seed", "9007199254740993", "learning_rate", "5E-2", "layers", "+64, 32"));

        assertThat(settings.longInteger("seed")).isEqualTo(9007199254740993L);
        assertThat(settings.values()).containsEntry("learning_rate", "0.05").containsEntry("layers", "64,32");
        assertThat(settings.integers("layers")).containsExactly(64, 32);
        assertThat(settings.values()).hasSameSizeAs(Trainers.settings("gru4rec"));
    }

    @ParameterizedTest
    @CsvSource({
        "batch_size=2148 n_sample=1000000, batch_size × (batch_size + n_sample) is",
        "batch_size=1 layers=4096 n_sample=1000000, (batch_size + n_sample) × the last of layers is"
    })
    void settingsThatNeedTooLongAnArrayAreRefusedByName(String settings, String start) {
        Map<String, String> given = Stream.of(settings.split(" "))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

        assertThatThrownBy(() -> Trainers.named("gru4rec", given).train(Logs.data("a b"), TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(start)
                .hasMessageContaining("it must be at most 2,147,483,639; lower ");
    }

    @Test
    void moreItemsThanAnArrayHasRowsForAreRefusedByNameAndCount() {
        String items = IntStream.range(0, 180_000).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        ModelTrainer wide = Trainers.named("gru4rec", Map.of("embedding", "one-hot", "layers", "4096,8"));

        assertThatThrownBy(() -> wide.train(Logs.data(items), TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("layers, embedding_width) is 180,000 × 12,288 = 2,211,840,000 numbers");
    }
}
