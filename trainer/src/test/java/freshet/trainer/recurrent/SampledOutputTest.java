package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.Network;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainingState;
import freshet.trainer.neural.loss.Candidates;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampledOutputTest {
    private static final TrainingData CYCLE = Logs.cycle(60, 60);

    /**
     * The known error is to score all items and to sample from the scores. Rows that are no numbers
     * would then show: in the loss if it is normalised over all, in the gradients if zeros for the
     * others are multiplied by them, in the list if all rows are given a step.
     */
    @ParameterizedTest
    @ValueSource(strings = {"cross-entropy", "bpr-max", "bce"})
    void itemsThatAreNoCandidatesReachNeitherLossNorGradients(String loss) {
        RecurrentModel model = TestSettings.of("layers=8 batch_size=2 n_sample=3 embedding=separate loss=" + loss);
        Network<SessionParallelBatches> network = new Network<>(CYCLE, model, TrainingState.fresh(CYCLE, model), 1);
        double expected = network.forward(firstBatch());
        Candidates listed = network.candidates().get(0); // of the one thread
        Set<Integer> candidates =
                Arrays.stream(listed.items, 0, listed.count).boxed().collect(Collectors.toSet());
        TrainingState again = TrainingState.fresh(CYCLE, model);
        RecurrentWeights weights = new RecurrentWeights(again.weights(), model.architecture());
        for (int row = 0; row < weights.items; row++) {
            if (!candidates.contains(row)) {
                Arrays.fill(weights.embedding, row * 8, (row + 1) * 8, Float.NaN);
                weights.bias[row] = Float.NaN;
            }
        }

        Network<SessionParallelBatches> among = new Network<>(CYCLE, model, again, 1);
        assertThat(among.forward(firstBatch())).isEqualTo(expected);
        network.backward();
        among.backward();
        assertThat(among.encoder().dense()).hasSize(3); // of the one layer
        for (int i = 0; i < 3; i++) {
            assertThat(gradient(among.encoder().dense().get(i)))
                    .isEqualTo(gradient(network.encoder().dense().get(i)))
                    .doesNotContain(Float.NaN);
        }
        assertSame(among.outputGradients().get(0), network.outputGradients().get(0));
        assertSame(among.inputGradients().get(0), network.inputGradients().get(0));
        assertThat(rows(among.outputGradients().get(0)))
                .hasSameElementsAs(candidates)
                .doesNotHaveDuplicates();
        assertThat(candidates).hasSizeBetween(2, 5);
    }

    /** Two sessions are left of four that there is room for: each weighs a quarter, not half. */
    @ParameterizedTest
    @ValueSource(strings = {"cross-entropy", "bpr-max", "bce"})
    void eventsWeighTheSameWhenTheBatchHasShrunk(String loss) {
        List<Float> full = biasGradient("batch_size=2 loss=" + loss, 1);
        List<Float> shrunk = biasGradient("batch_size=4 loss=" + loss, 2);

        assertThat(shrunk).isEqualTo(full);
        assertThat(full).filteredOn(gradient -> gradient != 0).hasSizeBetween(2, 5); // the inputs have none
    }

    /** Of the candidates of the same two sessions, times a number. */
    private static List<Float> biasGradient(String text, float times) {
        RecurrentModel model = TestSettings.of("layers=8 n_sample=3 " + text);
        Network<SessionParallelBatches> network = new Network<>(CYCLE, model, TrainingState.fresh(CYCLE, model), 1);
        network.forward(firstBatch());
        network.backward();
        ItemGradients gradients = network.outputGradients().get(0);
        return IntStream.range(0, gradients.count())
                .mapToObj(i -> times * gradients.bias[i])
                .toList();
    }

    private static float[] gradient(DenseWeights weights) {
        float[] gradient = new float[weights.parameter().values().length];
        weights.gradient().get(0, 0, gradient, 0, gradient.length);
        return gradient;
    }

    private static void assertSame(ItemGradients gradients, ItemGradients expected) {
        assertThat(rows(gradients)).isEqualTo(rows(expected));
        float[] vectors = new float[8 * gradients.count()];
        float[] others = vectors.clone();
        gradients.vectors.get(0, 0, vectors, 0, vectors.length);
        expected.vectors.get(0, 0, others, 0, others.length);
        assertThat(vectors).isEqualTo(others).doesNotContain(Float.NaN);
        assertThat(Arrays.copyOf(gradients.bias, gradients.count()))
                .isEqualTo(Arrays.copyOf(expected.bias, expected.count()))
                .doesNotContain(Float.NaN);
    }

    private static List<Integer> rows(ItemGradients gradients) {
        return Arrays.stream(gradients.items, 0, gradients.count()).boxed().toList();
    }

    private static SessionParallelBatches firstBatch() {
        SessionParallelBatches batch = new SessionParallelBatches(CYCLE.items(), CYCLE.sessionOffsets(), 2);
        batch.next();
        return batch;
    }
}
