package freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.EpochResult.Accuracy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {
    private final TrainingHistory history = new TrainingHistory();

    @Test
    void everyEpochIsRememberedWithWhatItsValidationGave() {
        history.epochFinished(1, 5.5, 2.25);
        history.validated(1, 0.5, 0.25);
        history.epochFinished(2, 4.5, 2.0);

        assertThat(history.epochs())
                .containsExactly(
                        new EpochResult(1, 5.5, 2.25, Optional.of(new Accuracy(0.5, 0.25))),
                        new EpochResult(2, 4.5, 2.0, Optional.empty()));
    }

    @Test
    void epochsBeforeAnInterruptionStandFirst() {
        EpochResult before = new EpochResult(1, 5.5, 2.25, Optional.of(new Accuracy(0.5, 0.25)));
        history.resumed(List.of(before));
        history.epochFinished(2, 4.5, 2.0);

        assertThat(history.epochs()).containsExactly(before, new EpochResult(2, 4.5, 2.0, Optional.empty()));
    }

    @Test
    void twoListenersHearTheSameTraining() {
        TrainingHistory other = new TrainingHistory();
        Trainers.named("gru4rec", Map.of("epochs", "2", "layers", "4", "n_sample", "4"))
                .train(
                        TrainingPlan.of(Logs.cycle(7, 20)).validatedOn(Logs.sessions("item1 item2 item3")),
                        history.and(other));

        assertThat(history.epochs())
                .hasSize(2)
                .allSatisfy(epoch -> assertThat(epoch.validated()).isPresent())
                .isEqualTo(other.epochs());
    }
}
