package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.Network;
import freshet.trainer.neural.SessionParallelBatches;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cross-entropy over samples estimates that over all items: the mean over many draws of what is
 * inside its logarithm is the sum over the whole catalogue, however the samples are drawn. Known
 * errors would show: no correction, a softmax before the sampling, a correction of the target,
 * which is worth a factor of 2.7 and more here.
 */
class SampledSoftmaxTest {
    private static final TrainingData DATA = Logs.unevenCycle(60, 31);
    private static final int DRAWS = 3_000;

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5", "1"})
    void sumOverSamplesIsInTheMeanThatOverAllItems(String alpha) {
        FirstStep step = new FirstStep(
                DATA,
                TestSettings.of("layers=4 batch_size=1 n_sample=120 dropout_embedding=0 dropout_hidden=0 sample_alpha="
                        + alpha));
        double all = Arrays.stream(step.scores).map(Math::exp).sum();

        double sum = 0;
        try (Network<SessionParallelBatches> network = step.network()) {
            for (int draw = 0; draw < DRAWS; draw++) {
                sum += Math.exp(network.forward(step.batch) + step.scores[step.target]);
                network.backward(); // ends the stretch and changes no weight
            }
        }

        assertThat(sum / DRAWS).isCloseTo(all, withinPercentage(2));
    }
}
