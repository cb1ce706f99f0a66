package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainingPass;
import freshet.trainer.neural.TrainingState;
import freshet.trainer.neural.loss.ReferenceLoss;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingPassTest {
    private static final TrainingData UNEVEN =
            Logs.data("a b c d", "b d", "c a b e", "e c a", "f a b f c", "g a", "b c d g e a c f");
    private static final TrainingData ONE_STEP = Logs.data("a b", "c d", "e f");
    private static final String COMMON = "batch_size=3 dropout_embedding=0 dropout_hidden=0 ";
    private static final float NUDGE = 1.0f / 1024;

    /**
     * A pass from the formulas alone: double precision, central differences for the gradients,
     * dense Adagrad. The batch shrinks to one session, and three steps are no divisor of the number
     * of steps. Candidates are the batch's targets, so that nothing is drawn.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bptt_length=1 layers=4",
                "bptt_length=3 layers=4",
                "bptt_length=3 layers=3,4 embedding=separate loss=bpr-max",
                "bptt_length=3 layers=4 loss=bce", // learns from a session alone too, as the last stretch is
                "bptt_length=3 layers=4 loss=bce threads=2",
            })
    void passIsThatOfTheFormulas(String given) {
        RecurrentModel model = TestSettings.of(COMMON + "n_sample=0 logq=0 learning_rate=0.05 " + given);
        TrainingState expected = TrainingState.fresh(UNEVEN, model);
        TrainingState state = TrainingState.fresh(UNEVEN, model);
        List<float[]> before =
                state.weights().arrays().stream().map(float[]::clone).toList();

        double loss = new TrainingPass<>(state, UNEVEN, model, TrainingListener.SILENT).run(1);

        assertThat(loss).isCloseTo(referencePass(expected.weights(), model), within(1e-4));
        List<float[]> trained = state.weights().arrays();
        for (int i = 0; i < trained.size(); i++) {
            assertThat(trained.get(i))
                    .containsExactly(expected.weights().arrays().get(i), within(1e-3f));
        }
        assertThat(distance(before, trained)).isGreaterThan(0.05);
    }

    /** Mean loss per prediction. */
    private static double referencePass(Parameters parameters, RecurrentModel model) {
        RecurrentWeights weights = new RecurrentWeights(parameters, model.architecture());
        ReferenceRecurrent reference = new ReferenceRecurrent(weights);
        SessionParallelBatches batch = new SessionParallelBatches(UNEVEN.items(), UNEVEN.sessionOffsets(), 3);
        List<Dropout> none = Collections.nCopies(weights.layers.size() + 1, Dropout.NONE);
        List<double[]> squares = parameters.arrays().stream()
                .map(array -> new double[array.length])
                .toList();
        List<double[][]> states = List.of();
        double sum = 0;
        int steps = 0;
        int smallest = batch.size();
        boolean more = batch.next();
        while (more) {
            Stretch stretch = stretch(reference, model, states);
            for (int step = 0; more && step < model.bpttLength(); step++) {
                int[] targets = Arrays.copyOf(batch.targets(), batch.size());
                double earlier = stretch.loss();
                stretch.add(batch, targets, none);
                sum += (stretch.loss() - earlier) * 3;
                smallest = Math.min(smallest, batch.size());
                steps++;
                more = batch.next();
            }
            states = stretch.end();
            update(parameters, squares, stretch, model.settings().learningRate());
        }
        assertThat(smallest).isEqualTo(1);
        assertThat(steps % 3).isNotZero();
        return sum / UNEVEN.predictions();
    }

    private static Stretch stretch(ReferenceRecurrent reference, RecurrentModel model, List<double[][]> begin) {
        double[] corrections = new double[UNEVEN.vocabulary().size()];
        return new Stretch(reference, new ReferenceLoss(model.settings().loss()), corrections, 3, begin);
    }

    /** All gradients before the first step is taken. */
    private static void update(Parameters weights, List<double[]> squares, Stretch stretch, double rate) {
        List<float[]> arrays = weights.arrays();
        List<double[]> gradients =
                arrays.stream().map(values -> gradient(values, stretch)).toList();
        for (int a = 0; a < arrays.size(); a++) {
            for (int i = 0; i < arrays.get(a).length; i++) {
                double g = gradients.get(a)[i];
                squares.get(a)[i] += g * g;
                arrays.get(a)[i] -= (float) (rate * g / Math.sqrt(squares.get(a)[i] + 1e-6));
            }
        }
    }

    private static double[] gradient(float[] values, Stretch stretch) {
        double[] gradient = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            values[i] = value + NUDGE;
            double above = values[i];
            double lossAbove = stretch.loss();
            values[i] = value - NUDGE;
            double below = values[i];
            double lossBelow = stretch.loss();
            values[i] = value;
            gradient[i] = (lossAbove - lossBelow) / (above - below);
        }
        return gradient;
    }

    /**
     * A pass is one step here, which tells g from the accumulator's growth: G' = G + g², |Δw| =
     * rate · |g| / √(G' + ε).
     */
    @Test
    void rateIsTheSameInEveryEpoch() {
        RecurrentModel model = TestSettings.of(COMMON + "n_sample=6 layers=4 learning_rate=0.07 epochs=8");
        TrainingState state = TrainingState.fresh(ONE_STEP, model);
        TrainingPass<SessionParallelBatches> pass = new TrainingPass<>(state, ONE_STEP, model, TrainingListener.SILENT);
        for (int epoch = 1; epoch <= 8; epoch++) {
            float[] weights = state.weights().embedding().clone();
            float[] squares = state.squares().embedding().clone();
            pass.run(epoch);
            int moved = 0;
            for (int i = 0; i < weights.length; i++) {
                double after = state.squares().embedding()[i];
                double square = after - squares[i];
                if (square > 1e-3 * after) {
                    moved++;
                    assertThat(Math.abs(state.weights().embedding()[i] - (double) weights[i]))
                            .as("epoch %s, weight %s", epoch, i)
                            .isCloseTo(0.07 * Math.sqrt(square / (after + 1e-6)), within(2e-5));
                }
            }
            assertThat(moved).isGreaterThan(5);
        }
    }

    /** The loss before the last step cannot tell. */
    @Test
    void weightsThatTheLastStepBroke_endTheTraining() {
        RecurrentModel model = TestSettings.of(COMMON + "n_sample=6 layers=4 learning_rate=0.07");
        TrainingState state = TrainingState.fresh(ONE_STEP, model);
        Arrays.fill(state.squares().get("gru.0.recurrent").values(), Float.NaN);

        assertThatThrownBy(() -> new TrainingPass<>(state, ONE_STEP, model, TrainingListener.SILENT).run(1))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("at the end of epoch 1")
                .hasMessageContaining("train with a learning_rate under 0.07");
    }

    private static double distance(List<float[]> some, List<float[]> others) {
        double most = 0;
        for (int a = 0; a < some.size(); a++) {
            for (int i = 0; i < some.get(a).length; i++) {
                most = Math.max(most, Math.abs(some.get(a)[i] - others.get(a)[i]));
            }
        }
        return most;
    }
}
