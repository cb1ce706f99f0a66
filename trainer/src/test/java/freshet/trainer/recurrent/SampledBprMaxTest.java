package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.Network;
import freshet.trainer.neural.SessionParallelBatches;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * BPR-max over many samples is nearly that over all items but the target, however the samples are
 * drawn: −log Σⱼ sⱼ σ(rᵢ − rⱼ), sⱼ the softmax over the items j ≠ i. A correction of the target,
 * which is expected among the samples hundreds of times here, would make another loss of it.
 */
class SampledBprMaxTest {
    private static final TrainingData DATA = Logs.unevenCycle(60, 31);

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5", "1"})
    void lossOverManySamplesIsNearlyThatOverAllItems(String alpha) {
        FirstStep step = new FirstStep(
                DATA,
                TestSettings.of("loss=bpr-max layers=4 batch_size=1 n_sample=50000 dropout_embedding=0 dropout_hidden=0"
                        + " sample_alpha=" + alpha));
        double[] r = step.scores;
        int target = step.target;
        int[] others = IntStream.range(0, r.length).filter(j -> j != target).toArray();
        double total = IntStream.of(others).mapToDouble(j -> Math.exp(r[j])).sum();
        double won = IntStream.of(others)
                .mapToDouble(j -> Math.exp(r[j]) / total / (1 + Math.exp(r[j] - r[target])))
                .sum();

        try (Network<SessionParallelBatches> network = step.network()) {
            assertThat(network.forward(step.batch)).isCloseTo(-Math.log(won), withinPercentage(3));
        }
    }
}
