package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Gru4RecStateTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 60);

    /** Binary cross-entropy has biases to start with, which a later pass, a resumed training and a warm start must find as they were left. */
    @ParameterizedTest
    @ValueSource(strings = {"cross-entropy", "bpr-max", "bce"})
    void passBeginsWithTheStateThatItIsGiven(String loss) {
        Gru4RecSettings settings = TestSettings.of("layers=6 batch_size=8 n_sample=16 momentum=0.2 loss=" + loss);
        Gru4RecState state = Gru4RecState.fresh(CYCLE, settings);
        Gru4RecState same = Gru4RecState.fresh(CYCLE, settings);
        state.weights().bias[3] = 0.75f;
        same.set(state.tensors());

        new Gru4RecNetwork(CYCLE, settings, state, 2);

        assertThat(state.weights().bias[3]).isEqualTo(0.75f);
        assertThat(state.tensors()).usingRecursiveComparison().isEqualTo(same.tensors());
    }
}
