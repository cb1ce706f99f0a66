package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.Network;
import freshet.trainer.neural.TrainingState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingStateTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 60);

    /**
     * Binary cross-entropy has biases to start with, which a later pass, a resumed training and a
     * warm start must find as they were left.
     */
    @ParameterizedTest
    @ValueSource(strings = {"cross-entropy", "bpr-max", "bce"})
    void passBeginsWithTheStateThatItIsGiven(String loss) {
        RecurrentModel model = TestSettings.of("layers=6 batch_size=8 n_sample=16 momentum=0.2 loss=" + loss);
        TrainingState state = TrainingState.fresh(CYCLE, model);
        TrainingState same = TrainingState.fresh(CYCLE, model);
        state.weights().bias()[3] = 0.75f;
        same.set(state.tensors());

        new Network<>(CYCLE, model, state, 2);

        assertThat(state.weights().bias()[3]).isEqualTo(0.75f);
        assertThat(state.tensors()).usingRecursiveComparison().isEqualTo(same.tensors());
    }
}
