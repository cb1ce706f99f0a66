package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Holds every gradient of a step against central differences of the reference's loss. The step is the second of three
 * sessions in parallel, so that two hidden states are not zero and a session has just started in the third slot; targets repeat among
 * candidates, and inputs among targets.
 */
class Gru4RecGradientTest {
    private static final TrainingData DATA = Logs.data("a b c d", "b d", "c a b e", "e c a c", "f a b", "g a f");
    private static final Gru4RecSettings SETTINGS =
            TestSettings.of("layers=5 batch_size=3 n_sample=6 dropout_embedding=0 dropout_hidden=0");
    private static final float STEP = 1.0f / 1024;

    private final Gru4RecNetwork network = new Gru4RecNetwork(DATA, SETTINGS);
    private final Gru4RecWeights weights = network.weights();
    private final ReferenceGru4Rec reference = new ReferenceGru4Rec(weights);
    private final SessionParallelBatches batch = new SessionParallelBatches(DATA.items(), DATA.sessionOffsets(), 3);
    private final List<double[]> before = new ArrayList<>();
    private final double[] corrections = new double[DATA.vocabulary().size()];
    private int[] candidates;
    private double loss;

    @BeforeEach
    void secondStep() {
        SplittableRandom random = new SplittableRandom(9);
        for (float[] biases : List.of(weights.bias, weights.gru.bias)) {
            for (int i = 0; i < biases.length; i++) {
                biases[i] = (float) random.nextDouble() - 0.5f;
            }
        }
        List<double[]> states = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            assertThat(batch.next()).isTrue();
            loss = network.differentiate(batch);
            before.clear();
            for (int slot = 0; slot < batch.size(); slot++) {
                int previous = batch.previousSlots()[slot];
                before.add(previous == SessionParallelBatches.SESSION_START ? new double[5] : states.get(previous));
            }
            states.clear();
            for (int slot = 0; slot < batch.size(); slot++) {
                states.add(reference.fold(before.get(slot), batch.inputs()[slot]));
            }
        }
        candidates = Arrays.copyOf(network.itemGradients.items, batch.size() + SETTINGS.samples());
        double events = DATA.items().length;
        double roots = Arrays.stream(DATA.support()).mapToDouble(Math::sqrt).sum();
        for (int item = 0; item < corrections.length; item++) {
            double support = DATA.support()[item];
            corrections[item] = Math.log(3 * support / events + 6 * Math.sqrt(support) / roots);
        }
    }

    @Test
    void lossIsThatOfTheReference() {
        assertThat(loss).isCloseTo(referenceLoss(), within(1e-5));
    }

    @Test
    void stepHasWhatMakesItHard() {
        int[] targets = Arrays.copyOf(batch.targets(), 3);
        assertThat(Arrays.stream(candidates).distinct().count()).isLessThan(candidates.length);
        assertThat(Arrays.stream(candidates).skip(3).anyMatch(c -> Arrays.stream(targets)
                        .anyMatch(target -> target == c)))
                .isTrue();
        assertThat(before.stream().anyMatch(state -> state[0] == 0)).isTrue();
        assertThat(before.stream().anyMatch(state -> state[0] != 0)).isTrue();
    }

    @Test
    void gradientOfTheInputWeights() {
        assertGradient(weights.gru.input, network.gruGradient.input);
    }

    @Test
    void gradientOfTheRecurrentGates() {
        assertGradient(weights.gru.recurrentGates, network.gruGradient.recurrentGates);
    }

    @Test
    void gradientOfTheRecurrentCandidate() {
        assertGradient(weights.gru.recurrentCandidate, network.gruGradient.recurrentCandidate);
    }

    @Test
    void gradientOfTheLayersBias() {
        assertGradient(weights.gru.bias, network.gruGradient.bias);
    }

    /** As input and as output row in one. */
    @Test
    void gradientOfTheSharedEmbedding() {
        float[] dense = new float[weights.embedding.length];
        int listed = network.itemGradients.merge(candidates.length + batch.size());
        for (int k = 0; k < listed; k++) {
            System.arraycopy(network.itemGradients.embedding, k * 5, dense, network.itemGradients.items[k] * 5, 5);
        }
        assertGradient(weights.embedding, dense);
    }

    @Test
    void gradientOfTheItemBias() {
        float[] dense = new float[weights.bias.length];
        int listed = network.itemGradients.merge(candidates.length + batch.size());
        for (int k = 0; k < listed; k++) {
            dense[network.itemGradients.items[k]] = network.itemGradients.bias[k];
        }
        assertGradient(weights.bias, dense);
    }

    private double referenceLoss() {
        return reference.loss(before, batch.inputs(), batch.targets(), candidates, corrections);
    }

    private void assertGradient(float[] values, float[] gradient) {
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            double slope = slope(values, i, this::referenceLoss);
            assertThat((double) gradient[i]).as("weight %s", i).isCloseTo(slope, within(2e-5));
            largest = Math.max(largest, Math.abs(slope));
        }
        assertThat(largest).as("the tolerance is small beside the gradient").isGreaterThan(2e-3);
    }

    private static double slope(float[] values, int i, DoubleSupplier loss) {
        float value = values[i];
        values[i] = value + STEP;
        double above = values[i];
        double lossAbove = loss.getAsDouble();
        values[i] = value - STEP;
        double below = values[i];
        double lossBelow = loss.getAsDouble();
        values[i] = value;
        return (lossAbove - lossBelow) / (above - below);
    }
}
