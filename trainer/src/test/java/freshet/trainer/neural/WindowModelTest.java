package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.SnapshotFile;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model that reads the last items of a session is trained by the same interface as one with a
 * state.
 */
class WindowModelTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 60);

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3"})
    void everyGradientIsThatOfTheLoss(String threads) {
        MeanWindow model = MeanWindow.of(3, 4, WindowGradients.settings("threads=" + threads));

        WindowGradients.check(model, (weights, encoder) -> (windows, slot) -> query(weights, windows, slot));
    }

    private static double[] query(Parameters weights, Windows windows, int window) {
        int h = weights.width();
        float[] matrix = weights.get("mean.matrix").values();
        double[] query = new double[h];
        int length = windows.to(window) - windows.from(window);
        for (int row = windows.from(window); row < windows.to(window); row++) {
            for (int i = 0; i < h * h; i++) {
                query[i % h] += (double) weights.embedding()[windows.item(row) * h + i / h] * matrix[i] / length;
            }
        }
        return query;
    }

    @Test
    void lossFallsAndTheBundleHoldsWhatWasLearned() {
        TrainingHistory history = new TrainingHistory();
        ModelBundle bundle = trainer(4, "1").train(TrainingPlan.of(CYCLE), history);

        assertThat(history.epochs()).hasSize(4);
        assertThat(history.epochs().get(3).loss())
                .isLessThan(history.epochs().get(0).loss() / 2);
        assertThat(bundle.kind()).isEqualTo("mean-window");
        assertThat(bundle.weights())
                .containsOnlyKeys(
                        "item.embedding",
                        "item.bias",
                        "mean.matrix",
                        "adagrad.item.embedding",
                        "adagrad.item.bias",
                        "adagrad.mean.matrix");
        assertThat(bundle.selfTest()).isNotEmpty().allSatisfy(test -> assertThat(test.items())
                .isNotEmpty());
    }

    @Test
    void interruptedTrainingGoesOnToTheSameBundle(@TempDir Path folder) {
        SnapshotFile file = new SnapshotFile(folder.resolve("snapshot"));
        TrainingPlan plan = TrainingPlan.of(CYCLE).keptIn(file);
        trainer(2, "2").train(plan, TrainingListener.SILENT);

        ModelBundle resumed = trainer(3, "2").train(plan.resumedFrom(file), TrainingListener.SILENT);

        ModelBundle whole = trainer(3, "2").train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        assertThat(resumed.weights()).usingRecursiveComparison().isEqualTo(whole.weights());
        assertThat(resumed.selfTest()).isEqualTo(whole.selfTest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            3       | 2000000 | (batch_size + n_sample) × width is 2,080 × | lower n_sample, batch_size or width
            1000000 | 100     | (batch_size × window) × width is 32,000,000 × | lower batch_size, window or width
            """)
    void arrayOfTheModelThatIsTooLongIsRefused(int window, int width, String what, String remedy) {
        Map<String, String> given = Map.of("epochs", "1");
        Settings settings = new Settings("mean-window", NeuralSettings.with(List.of()), given);
        NeuralTrainer trainer = new NeuralTrainer(settings, MeanWindow.of(window, width, given));

        assertThatThrownBy(() -> trainer.train(TrainingPlan.of(CYCLE), TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(what)
                .hasMessageEndingWith(remedy);
    }

    private static NeuralTrainer trainer(int epochs, String threads) {
        Map<String, String> given =
                new TreeMap<>(Map.of("batch_size", "8", "n_sample", "16", "momentum", "0.2", "label_smoothing", "0"));
        given.put("epochs", Integer.toString(epochs));
        given.put("threads", threads);
        return new NeuralTrainer(
                new Settings("mean-window", NeuralSettings.with(List.of()), given), MeanWindow.of(3, 8, given));
    }
}
