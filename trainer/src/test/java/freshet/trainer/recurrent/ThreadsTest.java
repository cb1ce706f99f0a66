package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.Network;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainingState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several threads learn what one learns but for rounding, and the same each time, in a whole pass:
 * at its tail the batch shrinks and sessions move from one thread's slots to another's.
 */
class ThreadsTest {
    private static final TrainingData DATA = Logs.unevenCycle(60, 90);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layers=12",
                "layers=9,40,11",
                "layers=7,9 loss=bce embedding=separate embedding_width=5 momentum=0.3",
                "layers=8 loss=bpr-max bpreg=0.5 embedding=one-hot bptt_length=3",
            })
    void threadsAgree(String settings) {
        float[] one = trained(settings + " threads=1");

        assertThat(trained(settings + " threads=1")).isEqualTo(one);
        for (int threads = 2; threads <= 3; threads++) {
            float[] several = trained(settings + " threads=" + threads);
            assertThat(several).containsExactly(one, within(1e-5f));
            assertThat(trained(settings + " threads=" + threads)).isEqualTo(several);
        }
    }

    @Test
    void networkThatCannotBeMadeLeavesNoThread() {
        RecurrentModel model = TestSettings.of("layers=1 threads=2");
        TrainingState state = TrainingState.fresh(DATA, model);
        int noEpoch = 0;

        assertThatThrownBy(() -> new Network<>(DATA, model, state, noEpoch))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("training-1"));
    }

    /**
     * All weights and their averages after a pass. Gradients far from 0, and a small rate:
     * Adagrad's first step has but the gradient's sign.
     */
    private static float[] trained(String settings) {
        RecurrentModel parsed = TestSettings.of("batch_size=8 n_sample=40 learning_rate=0.01 " + settings);
        TrainingState state = TrainingState.fresh(DATA, parsed);
        try (Network<SessionParallelBatches> network = new Network<>(DATA, parsed, state, 1)) {
            SessionParallelBatches batch = new SessionParallelBatches(DATA.items(), DATA.sessionOffsets(), 8);
            while (batch.next()) {
                network.step(batch);
            }
            network.finish();
        }
        float[] all = joined(new float[0], state.weights().arrays());
        return joined(all, state.averages().orElseThrow().arrays());
    }

    private static float[] joined(float[] first, List<float[]> more) {
        int length = first.length + more.stream().mapToInt(part -> part.length).sum();
        float[] joined = Arrays.copyOf(first, length);
        int at = first.length;
        for (float[] part : more) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
