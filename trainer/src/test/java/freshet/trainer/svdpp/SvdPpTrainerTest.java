package freshet.trainer.svdpp;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.SnapshotFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SvdPpTrainerTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 60);

    @Test
    void lossFallsAndTheBundleHoldsBothFactors() {
        TrainingHistory history = new TrainingHistory();

        ModelBundle bundle = trainer(6).train(TrainingPlan.of(CYCLE), history);

        assertThat(history.epochs().get(5).loss())
                .isLessThan(history.epochs().get(0).loss());
        assertThat(bundle.kind()).isEqualTo("svdpp");
        assertThat(bundle.weights()).containsKeys("item.embedding", "item.bias", "item.input");
        assertThat(bundle.selfTest()).isNotEmpty();
    }

    @Test
    void interruptedTrainingGoesOnToTheSameBundle(@TempDir Path folder) {
        SnapshotFile file = new SnapshotFile(folder.resolve("snapshot"));
        TrainingPlan plan = TrainingPlan.of(CYCLE).keptIn(file);
        trainer(2).train(plan, TrainingListener.SILENT);

        ModelBundle resumed = trainer(3).train(plan.resumedFrom(file), TrainingListener.SILENT);

        ModelBundle whole = trainer(3).train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        assertThat(resumed.weights()).usingRecursiveComparison().isEqualTo(whole.weights());
    }

    @Test
    void aModelStartsFromAnOlderOne() {
        ModelBundle older = trainer(3).train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);

        ModelBundle warm = trainer(1).train(TrainingPlan.of(CYCLE).startingFrom(older), TrainingListener.SILENT);

        assertThat(warm.provenance().at("/warm_start/known_items").asInt()).isEqualTo(12);
    }

    private static ModelTrainer trainer(int epochs) {
        return Trainers.named(
                SvdPp.KIND,
                Map.of("width", "8", "batch_size", "8", "n_sample", "16", "epochs", Integer.toString(epochs)));
    }
}
