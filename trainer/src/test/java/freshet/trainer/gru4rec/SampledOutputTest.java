package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampledOutputTest {
    private static final TrainingData CYCLE = Logs.cycle(60, 60);

    /** The known error is to score all items and to sample from the scores: one row that is no number would then show. */
    @ParameterizedTest
    @ValueSource(strings = {"cross-entropy", "bpr-max", "bce"})
    void itemsThatAreNoCandidatesAreNeverScored(String loss) {
        Gru4RecSettings settings = TestSettings.of("layers=8 batch_size=2 n_sample=3 embedding=separate loss=" + loss);
        Gru4RecNetwork network = new Gru4RecNetwork(CYCLE, settings, Gru4RecState.fresh(CYCLE, settings), 1);
        double expected = network.forward(firstBatch());
        Candidates listed = network.candidates();
        Set<Integer> candidates =
                Arrays.stream(listed.items, 0, listed.count).boxed().collect(Collectors.toSet());
        Gru4RecState again = Gru4RecState.fresh(CYCLE, settings);
        Gru4RecWeights weights = again.weights();
        for (int row = 0; row < weights.items; row++) {
            if (!candidates.contains(row)) {
                Arrays.fill(weights.embedding, row * 8, (row + 1) * 8, Float.NaN);
                weights.bias[row] = Float.NaN;
            }
        }

        assertThat(new Gru4RecNetwork(CYCLE, settings, again, 1).forward(firstBatch()))
                .isEqualTo(expected);
        assertThat(candidates).hasSizeBetween(2, 5);
    }

    private static SessionParallelBatches firstBatch() {
        SessionParallelBatches batch = new SessionParallelBatches(CYCLE.items(), CYCLE.sessionOffsets(), 2);
        batch.next();
        return batch;
    }
}
