package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.Network;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainingState;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EpochRandomTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 60);

    @Test
    void everyEpochDrawsItsOwnAndTheSameEachTime() {
        assertThat(first(7, 3).nextLong()).isEqualTo(first(7, 3).nextLong());
        assertThat(Stream.of(
                                EpochRandom.beforeTraining(7),
                                first(7, 1),
                                first(7, 2),
                                first(7, 10_000),
                                first(8, 1),
                                first(8, 2))
                        .map(random -> random.nextLong()))
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> first(7, 0)).hasMessageContaining("epoch is 0");
    }

    /** Negatives and dropout both: the loss of the first step tells them. */
    @Test
    void passDrawsByItsEpochAlone() {
        double second = firstLoss(2);

        firstLoss(1);
        assertThat(firstLoss(2)).isEqualTo(second);
        assertThat(firstLoss(1)).isNotEqualTo(second);
    }

    private static SplittableRandom first(long seed, int epoch) {
        return EpochRandom.of(seed, epoch, 2).split().get(0);
    }

    private static double firstLoss(int epoch) {
        RecurrentModel model = TestSettings.of("layers=8 batch_size=8 n_sample=16");
        SessionParallelBatches batch = new SessionParallelBatches(CYCLE.items(), CYCLE.sessionOffsets(), 8);
        batch.next();
        return new Network<>(CYCLE, model, TrainingState.fresh(CYCLE, model), epoch).forward(batch);
    }
}
