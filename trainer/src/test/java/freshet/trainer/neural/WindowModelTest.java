package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.SnapshotFile;
import freshet.trainer.neural.loss.ReferenceLoss;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model that reads the last items of a session is trained by the same interface as one with a
 * state.
 */
class WindowModelTest {
    private static final TrainingData DATA = Logs.data("a b c d a", "b d a c", "c a b e", "e c a c", "f a b f c");
    private static final TrainingData CYCLE = Logs.cycle(12, 60);
    private static final float NUDGE = 1.0f / 1024;

    /** Central differences of a loss from the formulas; the batch's targets are all candidates. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3"})
    void everyGradientIsThatOfTheLoss(String threads) {
        MeanWindow model = MeanWindow.of(
                3, 4, Map.of("batch_size", "5", "n_sample", "0", "logq", "0", "threads", threads, "seed", "3"));
        TrainingState state = TrainingState.fresh(DATA, model);
        WindowBatches batches = model.batches(DATA);
        batches.next();
        batches.next(); // has windows of one, two and three items
        try (Network<WindowBatches> network = new Network<>(DATA, model, state, 1)) {
            double loss = network.forward(batches);
            network.backward();
            Parameters weights = state.weights();
            float[] embedding = new float[weights.embedding().length];
            float[] bias = new float[weights.bias().length];
            for (ItemGradients share : network.outputGradients()) {
                for (int k = 0; k < share.count(); k++) {
                    share.vectors.get(k, 0, embedding, share.items[k] * 4, 4);
                    bias[share.items[k]] = share.bias[k];
                }
            }
            DenseWeights dense = network.encoder().dense().get(0);
            float[] matrix = new float[16];
            dense.gradient().get(0, 0, matrix, 0, 16);

            DoubleSupplier reference = () -> loss(model, weights, batches);
            assertThat(loss).isCloseTo(reference.getAsDouble(), within(2e-5));
            assertGradient(weights.embedding(), embedding, reference);
            assertGradient(weights.bias(), bias, reference);
            assertGradient(dense.parameter().values(), matrix, reference);
        }
    }

    private static void assertGradient(float[] values, float[] gradient, DoubleSupplier loss) {
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            values[i] = value + NUDGE;
            double above = loss.getAsDouble();
            values[i] = value - NUDGE;
            double below = loss.getAsDouble();
            values[i] = value;
            double slope = (above - below) / (2 * NUDGE);
            assertThat((double) gradient[i]).as("weight %s", i).isCloseTo(slope, within(2e-5));
            largest = Math.max(largest, Math.abs(slope));
        }
        assertThat(largest).isGreaterThan(0.02);
    }

    /** In double precision. */
    private static double loss(MeanWindow model, Parameters weights, WindowBatches batches) {
        ReferenceLoss loss = new ReferenceLoss(model.settings().loss());
        double sum = 0;
        for (int slot = 0; slot < batches.size(); slot++) {
            double[] query = query(weights, batches.windows(), slot);
            int target = batches.targets()[slot];
            double[] negatives = IntStream.of(batches.targets())
                    .filter(item -> item != target)
                    .mapToDouble(item -> score(weights, query, item))
                    .toArray();
            sum += loss.of(score(weights, query, target), 0, negatives, new double[negatives.length]);
        }
        return sum / batches.size();
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

    private static double score(Parameters weights, double[] query, int item) {
        double score = weights.bias()[item];
        for (int i = 0; i < query.length; i++) {
            score += query[i] * weights.embedding()[item * query.length + i];
        }
        return score;
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

    @Test
    void arrayOfTheModelThatIsTooLongIsRefused() {
        Map<String, String> given = Map.of("epochs", "1");
        Settings settings = new Settings("mean-window", NeuralSettings.with(List.of()), given);
        NeuralTrainer trainer = new NeuralTrainer(settings, MeanWindow.of(3, Integer.MAX_VALUE, given));

        assertThatThrownBy(() -> trainer.train(TrainingPlan.of(CYCLE), TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("items × width is 12 × 2,147,483,647")
                .hasMessageEndingWith("; lower width");
    }

    private static NeuralTrainer trainer(int epochs, String threads) {
        Map<String, String> given = new TreeMap<>(Map.of("batch_size", "8", "n_sample", "16", "momentum", "0.2"));
        given.put("epochs", Integer.toString(epochs));
        given.put("threads", threads);
        return new NeuralTrainer(
                new Settings("mean-window", NeuralSettings.with(List.of()), given), MeanWindow.of(3, 8, given));
    }
}
