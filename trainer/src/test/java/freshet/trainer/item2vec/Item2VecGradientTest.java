package freshet.trainer.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.TrainingState;
import freshet.trainer.neural.loss.NegativeSampler;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Central differences of the loss by the papers' formula, in double precision. */
class Item2VecGradientTest {
    private static final TrainingData DATA = Logs.data("a b c d e", "e d a f", "f g h a");
    private static final int WIDTH = 6;
    private static final float NUDGE = 1f / 512;

    @ParameterizedTest
    @ValueSource(strings = {"skip-gram", "cbow"})
    void everyGradientIsThatOfTheLoss(String form) {
        Item2Vec settings = Item2Vec.from(new Settings(
                Item2Vec.KIND,
                Item2Vec.ALLOWED,
                Map.of("form", form, "width", Integer.toString(WIDTH), "negatives", "4")));
        Parameters weights = Parameters.of(8, WIDTH, List.of(Parameter.table(Item2VecLearner.INPUT, 8, WIDTH)));
        Random random = new Random(3);
        for (float[] table : List.of(input(weights), weights.embedding())) {
            for (int i = 0; i < table.length; i++) {
                table[i] = (float) random.nextGaussian();
            }
        }
        TrainingState state = new TrainingState(weights, weights.zeros(), Optional.empty(), Optional.empty());
        NegativeSampling step = new NegativeSampling(
                state, settings, new NegativeSampler(DATA.support(), 0.75), new SplittableRandom(1));
        int[] drawn = {2, 0, 7, 2}; // one twice; 0 is a target of the session
        System.arraycopy(drawn, 0, step.negatives(), 0, drawn.length);
        Contexts contexts = new Contexts(DATA, settings, new SplittableRandom(2));
        contexts.load(0);
        while (contexts.next()) {
            int[] inputs = Arrays.copyOf(contexts.inputs(), contexts.inputCount());
            DoubleSupplier loss = () -> loss(weights, inputs, contexts.target(), drawn);
            assertThat(step.differentiate(contexts)).isCloseTo(loss.getAsDouble(), within(1e-5));
            assertGradient(input(weights), inputGradient(step, inputs), loss);
            assertGradient(weights.embedding(), outputGradient(step, contexts.target()), loss);
        }
    }

    private static float[] input(Parameters weights) {
        return weights.get(Item2VecLearner.INPUT).values();
    }

    private static float[] inputGradient(NegativeSampling step, int[] inputs) {
        float[] gradient = new float[8 * WIDTH];
        for (int item : inputs) {
            for (int i = 0; i < WIDTH; i++) {
                gradient[item * WIDTH + i] += step.gradQuery()[i] / inputs.length;
            }
        }
        return gradient;
    }

    private static float[] outputGradient(NegativeSampling step, int target) {
        float[] gradient = new float[8 * WIDTH];
        for (int j = 0; j < step.errors().length; j++) {
            int item = j == 0 ? target : step.negatives()[j - 1];
            for (int i = 0; i < WIDTH; i++) {
                gradient[item * WIDTH + i] += step.errors()[j] * step.query()[i];
            }
        }
        return gradient;
    }

    private static void assertGradient(float[] values, float[] gradient, DoubleSupplier loss) {
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            values[i] = value + NUDGE;
            double above = loss.getAsDouble();
            values[i] = value - NUDGE;
            double below = loss.getAsDouble();
            values[i] = value;
            assertThat((double) gradient[i]).as("weight %s", i).isCloseTo((above - below) / (2 * NUDGE), within(1e-4));
        }
    }

    private static double loss(Parameters weights, int[] inputs, int target, int[] negatives) {
        double loss = Math.log1p(Math.exp(-product(weights, inputs, target)));
        for (int negative : negatives) {
            loss += negative == target ? 0 : Math.log1p(Math.exp(product(weights, inputs, negative)));
        }
        return loss;
    }

    private static double product(Parameters weights, int[] inputs, int item) {
        double product = 0;
        for (int input : inputs) {
            for (int i = 0; i < WIDTH; i++) {
                product += (double) input(weights)[input * WIDTH + i]
                        * weights.embedding()[item * WIDTH + i]
                        / inputs.length;
            }
        }
        return product;
    }
}
