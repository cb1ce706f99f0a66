package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.bundle.SnapshotFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every neural model learns of a cycle of items, and how it goes on after an interruption. */
public abstract class NeuralTrainerContract {
    private static final TrainingData CYCLE = Logs.cycle(40, 300);

    @Test
    public void learnsWhatComesAfterTheLastItem() {
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
    public void interruptedTrainingGoesOnToTheSameBundle(@TempDir Path folder) {
        SnapshotFile file = new SnapshotFile(folder.resolve("snapshot"));
        TrainingPlan plan = TrainingPlan.of(CYCLE).keptIn(file);
        trainer("epochs", "2").train(plan, TrainingListener.SILENT);

        ModelBundle resumed = trainer("epochs", "3").train(plan.resumedFrom(file), TrainingListener.SILENT);

        ModelBundle whole = trainer("epochs", "3").train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        assertThat(resumed.weights()).usingRecursiveComparison().isEqualTo(whole.weights());
        assertThat(resumed.selfTest()).isEqualTo(whole.selfTest());
    }

    /** A small model's trainer, with one setting as given. */
    protected abstract NeuralTrainer trainer(String setting, String value);
}
