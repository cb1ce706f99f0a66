package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingPlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Of twelve items every one is among the best twenty: by Recall@20 no epoch is better than the
 * first, by MRR@20 later ones are.
 */
class ObjectiveTest {
    private static final int EPOCHS = 12;
    private static final TrainingPlan PLAN =
            TrainingPlan.of(Logs.cycle(12, 60)).validatedOn(Logs.sessions("item3 item4 item5", "item7 item8 item9"));

    private final TrainingHistory history = new TrainingHistory();

    @Test
    void byRecallTheTrainingEndsWhereRecallNoLongerRises() {
        ModelBundle model = train("objective=recall");

        assertThat(history.epochs()).hasSize(2);
        assertThat(model.metrics()).containsEntry("epoch", 1.0);
    }

    @Test
    void trainingByMrrKeepsItsBestEpochAndEndsWhereMrrFalls() {
        ModelBundle model = train("objective=mrr");

        List<Double> mrr = history.epochs().stream()
                .map(epoch -> epoch.validated().map(Accuracy::mrr))
                .flatMap(Optional::stream)
                .toList();
        int better = 1;
        while (better < mrr.size() && mrr.get(better) > mrr.get(better - 1)) {
            better++;
        }
        assertThat(better).as("epochs that were better, of %s", mrr).isGreaterThan(1);
        assertThat(mrr).hasSize(Math.min(EPOCHS, better + 1));
        assertThat(model.metrics()).containsEntry("epoch", (double) better);
    }

    private ModelBundle train(String objective) {
        String settings = "layers=8 batch_size=8 n_sample=16 learning_rate=0.05 patience=1 epochs=" + EPOCHS + " ";
        return Trainers.named("gru4rec", TestSettings.map(settings + objective)).train(PLAN, history);
    }
}
