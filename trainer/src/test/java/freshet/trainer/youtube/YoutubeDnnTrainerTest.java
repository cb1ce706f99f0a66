package freshet.trainer.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.load.ModelLoader;
import freshet.trainer.Logs;
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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoutubeDnnTrainerTest {
    private static final TrainingData CYCLE = Logs.cycle(40, 300);

    @Test
    void learnsWhatComesAfterTheLastItem() {
        TrainingHistory history = new TrainingHistory();

        ModelBundle bundle = trainer("epochs", "8").train(TrainingPlan.of(CYCLE), history);

        assertThat(history.epochs().get(7).loss())
                .isLessThan(history.epochs().get(0).loss() / 3);
        assertThat(new Validation(Logs.sessions("item3 item4 item5", "item30 item31", "item38 item39 item0"))
                        .measure(bundle)
                        .mrr())
                .isGreaterThan(0.9);
    }

    @Test
    void selfTestHasTheTimesThatTheModelReads() {
        ModelBundle bundle = trainer("epochs", "2").train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);

        assertThat(bundle.selfTest()).isNotEmpty().allMatch(test -> test.time().isPresent());
        ModelLoader.load(bundle, 1).close();
        SelfTestCase noted = bundle.selfTest().get(0);
        SelfTestCase moved = new SelfTestCase(
                noted.items(),
                noted.expected(),
                noted.probabilities(),
                OptionalLong.of(noted.time().orElseThrow() + 12 * 3_600_000));
        assertThatThrownBy(() -> ModelLoader.load(tested(bundle, moved), 1)).isInstanceOf(BundleException.class);
    }

    @Test
    void olderModelOfTheSameShapeIsTakenOver() {
        ModelBundle older = trainer("epochs", "4").train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        TrainingHistory fresh = new TrainingHistory();
        TrainingHistory warm = new TrainingHistory();

        trainer("epochs", "1").train(TrainingPlan.of(CYCLE), fresh);
        trainer("epochs", "1").train(TrainingPlan.of(CYCLE).startingFrom(older), warm);

        assertThat(warm.epochs().get(0).loss()).isLessThan(fresh.epochs().get(0).loss() / 2);
    }

    private static ModelBundle tested(ModelBundle bundle, SelfTestCase test) {
        return new ModelBundle(
                bundle.kind(),
                bundle.configuration(),
                bundle.provenance(),
                bundle.metrics(),
                bundle.vocabulary(),
                bundle.support(),
                bundle.weights(),
                List.of(test));
    }

    @Test
    void interruptedTrainingGoesOnToTheSameBundle(@TempDir Path folder) {
        SnapshotFile file = new SnapshotFile(folder.resolve("snapshot"));
        TrainingPlan plan = TrainingPlan.of(CYCLE).keptIn(file);
        trainer("epochs", "2").train(plan, TrainingListener.SILENT);

        ModelBundle resumed = trainer("epochs", "3").train(plan.resumedFrom(file), TrainingListener.SILENT);

        ModelBundle whole = trainer("epochs", "3").train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        assertThat(resumed.weights()).usingRecursiveComparison().isEqualTo(whole.weights());
        assertThat(resumed.selfTest()).isEqualTo(whole.selfTest());
    }

    private static NeuralTrainer trainer(String setting, String value) {
        Map<String, String> given = new HashMap<>(YoutubeDnn.QUICK);
        given.putAll(
                Map.of("layers", "24", "context", "all", "momentum", "0.2", "threads", "2", "dropout_embedding", "0"));
        given.put("label_smoothing", "0");
        given.put(setting, value);
        Settings settings = new Settings(YoutubeDnn.KIND, YoutubeDnn.ALLOWED, given);
        return new NeuralTrainer(settings, YoutubeDnn.from(settings));
    }
}
