package freshet.trainer.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.bundle.SnapshotFile;
import freshet.trainer.neural.NeuralTrainer;
import freshet.trainer.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoencoderTrainerTest {
    private static final TrainingData CYCLE = Logs.cycle(40, 300);

    @ParameterizedTest
    @ValueSource(strings = {Autoencoder.KIND, MultVae.KIND})
    void learnsWhatComesAfterTheBag(String kind) {
        TrainingHistory history = new TrainingHistory();

        ModelBundle bundle = trainer(kind, 10).train(TrainingPlan.of(CYCLE), history);

        assertThat(history.epochs().get(9).loss())
                .isLessThan(history.epochs().get(0).loss());
        assertThat(new Validation(Logs.sessions("item3 item4 item5", "item30 item31", "item38 item39 item0"))
                        .measure(bundle)
                        .mrr())
                .isGreaterThan(0.7);
    }

    @ParameterizedTest
    @ValueSource(strings = {Autoencoder.KIND, MultVae.KIND})
    void interruptedTrainingGoesOnToTheSameBundle(String kind, @TempDir Path folder) {
        SnapshotFile file = new SnapshotFile(folder.resolve("snapshot"));
        TrainingPlan plan = TrainingPlan.of(CYCLE).keptIn(file);
        trainer(kind, 2).train(plan, TrainingListener.SILENT);

        ModelBundle resumed = trainer(kind, 3).train(plan.resumedFrom(file), TrainingListener.SILENT);

        ModelBundle whole = trainer(kind, 3).train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        assertThat(resumed.weights()).usingRecursiveComparison().isEqualTo(whole.weights());
        assertThat(resumed.selfTest()).isEqualTo(whole.selfTest());
    }

    @ParameterizedTest
    @ValueSource(strings = {Autoencoder.KIND, MultVae.KIND})
    void olderModelOfTheSameShapeIsTakenOver(String kind) {
        ModelBundle older = trainer(kind, 8).train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        TrainingHistory fresh = new TrainingHistory();
        TrainingHistory warm = new TrainingHistory();

        trainer(kind, 1).train(TrainingPlan.of(CYCLE), fresh);
        trainer(kind, 1).train(TrainingPlan.of(CYCLE).startingFrom(older), warm);

        assertThat(warm.epochs().get(0).loss())
                .isLessThan(0.8 * fresh.epochs().get(0).loss());
    }

    @Test
    void weightOfTheDivergenceRisesByEqualSteps() {
        MultVae model =
                MultVae.from(new Settings(MultVae.KIND, MultVae.ALLOWED, Map.of("beta", "0.2", "annealing", "4")));

        assertThat(model.beta(1)).isZero();
        assertThat(model.beta(2)).isCloseTo(0.05f, within(1e-7f));
        assertThat(model.beta(5)).isEqualTo(0.2f);
        assertThat(model.beta(9)).isEqualTo(0.2f);
    }

    private static ModelTrainer trainer(String kind, int epochs) {
        Map<String, String> given = new HashMap<>(Map.of(
                "width", "24",
                "n_sample", "64",
                "batch_size", "32",
                "threads", "2",
                "embedding", "separate",
                "dropout_embedding", "0",
                "label_smoothing", "0",
                "epochs", Integer.toString(epochs)));
        if (kind.equals(Autoencoder.KIND)) {
            Settings settings = new Settings(kind, Autoencoder.ALLOWED, given);
            return new NeuralTrainer(settings, Autoencoder.from(settings));
        }
        given.putAll(Map.of("latent", "16", "annealing", "2"));
        Settings settings = new Settings(kind, MultVae.ALLOWED, given);
        return new NeuralTrainer(settings, MultVae.from(settings));
    }
}
