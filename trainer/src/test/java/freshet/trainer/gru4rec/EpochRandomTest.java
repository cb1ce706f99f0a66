package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.SessionParallelBatches;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EpochRandomTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 60);

    @Test
    void everyEpochDrawsItsOwnAndTheSameEachTime() {
        assertThat(EpochRandom.of(7, 3).nextLong())
                .isEqualTo(EpochRandom.of(7, 3).nextLong());
        assertThat(Stream.of(
                                EpochRandom.beforeTraining(7),
                                EpochRandom.of(7, 1),
                                EpochRandom.of(7, 2),
                                EpochRandom.of(7, 10_000),
                                EpochRandom.of(8, 1),
                                EpochRandom.of(8, 2))
                        .map(random -> random.nextLong()))
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> EpochRandom.of(7, 0)).hasMessageContaining("epoch is 0");
    }

    /** Negatives and dropout both: the loss of the first step tells them. */
    @Test
    void passDrawsByItsEpochAlone() {
        double second = firstLoss(2);

        firstLoss(1);
        assertThat(firstLoss(2)).isEqualTo(second);
        assertThat(firstLoss(1)).isNotEqualTo(second);
    }

    private static double firstLoss(int epoch) {
        Gru4RecSettings settings = TestSettings.of("layers=8 batch_size=8 n_sample=16");
        SessionParallelBatches batch = new SessionParallelBatches(CYCLE.items(), CYCLE.sessionOffsets(), 8);
        batch.next();
        return new Gru4RecNetwork(CYCLE, settings, Gru4RecState.fresh(CYCLE, settings), epoch).forward(batch);
    }
}
