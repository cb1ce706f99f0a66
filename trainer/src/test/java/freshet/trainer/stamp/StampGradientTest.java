package freshet.trainer.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.Network;
import freshet.trainer.neural.TrainingState;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.loss.ReferenceLoss;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds every gradient against central differences of the formulas' loss: windows of one, two and
 * three items, items that repeat in a window and are its target as well. With dropout the formulas
 * take over what was drawn. The batch's targets are all candidates.
 */
class StampGradientTest {
    private static final TrainingData DATA = Logs.data("a b c d a", "b d a c", "c a b e", "e c e c", "f a b f c");
    private static final String COMMON =
            "width=5 window=3 batch_size=7 n_sample=0 logq=0 dropout_embedding=0" + " dropout_hidden=0 seed=3";
    private static final float NUDGE = 1.0f / 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threads=1",
                "threads=2",
                "threads=3",
                "threads=9",
                "loss=bce",
                "loss=bpr-max bpreg=0.5 threads=2",
                "dropout_embedding=0.3 dropout_hidden=0.4",
                "dropout_embedding=0.5 dropout_hidden=0.2 threads=2",
            })
    void everyGradientIsThatOfTheLoss(String settings) {
        Stamp model = model(COMMON + " " + settings);
        TrainingState state = TrainingState.fresh(DATA, model);
        StampWeights weights = new StampWeights(state.weights());
        spread(weights);
        WindowBatches batches = model.batches(DATA);
        batches.next();
        batches.next();
        try (Network<WindowBatches> network = new Network<>(DATA, model, state, 1)) {
            double loss = network.forward(batches);
            network.backward();
            StampStack stack = (StampStack) network.encoder();
            DoubleSupplier formulas = () -> loss(model, weights, batches, stack);
            assertThat(loss).isCloseTo(formulas.getAsDouble(), within(2e-5));

            assertThat(stack.dense()).hasSize(9);
            for (DenseWeights dense : stack.dense()) {
                Parameter parameter = dense.parameter();
                float[] gradient = new float[parameter.values().length];
                dense.gradient().get(0, 0, gradient, 0, gradient.length);
                assertGradient(parameter.name(), parameter.values(), gradient, formulas);
            }
            float[] rows = new float[weights.embedding.length];
            float[] biases = new float[weights.items];
            for (ItemGradients share : network.outputGradients()) {
                for (int k = 0; k < share.count(); k++) {
                    share.vectors.get(k, 0, rows, share.items[k] * model.width(), model.width());
                    biases[share.items[k]] = share.bias[k];
                }
            }
            assertGradient("embedding", weights.embedding, rows, formulas);
            assertGradient("item bias", state.weights().bias(), biases, formulas);
        }
    }

    private static Stamp model(String text) {
        Map<String, String> given = new HashMap<>();
        for (String setting : text.split(" ")) {
            String[] parts = setting.split("=");
            given.put(parts[0], parts[1]);
        }
        return Stamp.from(new Settings(Stamp.KIND, Stamp.ALLOWED, given));
    }

    /** Rows long enough for large gradients, and biases that are not zero. */
    private static void spread(StampWeights weights) {
        SplittableRandom random = new SplittableRandom(9);
        for (Parameter parameter : weights.parameters.all()) {
            for (int i = 0; i < parameter.values().length; i++) {
                parameter.values()[i] = (float) (2 * random.nextDouble() - 1);
            }
        }
    }

    /** In double precision. */
    private static double loss(Stamp model, StampWeights weights, WindowBatches batches, StampStack stack) {
        ReferenceStamp formulas = new ReferenceStamp(weights);
        ReferenceLoss loss = new ReferenceLoss(model.settings().loss());
        Windows windows = batches.windows();
        double sum = 0;
        for (int slot = 0; slot < batches.size(); slot++) {
            double[][] window = IntStream.range(windows.from(slot), windows.to(slot))
                    .mapToObj(row -> dropped(formulas.row(windows.item(row)), stack.inputDropout(), row))
                    .toArray(double[][]::new);
            double[] query = dropped(formulas.query(window), stack.queryDropout(), slot);
            int target = batches.targets()[slot];
            double[] negatives = Arrays.stream(batches.targets(), 0, batches.size())
                    .filter(item -> item != target)
                    .mapToDouble(item -> formulas.score(query, item))
                    .toArray();
            sum += loss.of(formulas.score(query, target), 0, negatives, new double[negatives.length]);
        }
        return sum / batches.size();
    }

    private static double[] dropped(double[] values, Dropout dropout, int row) {
        float[] factors = new float[values.length];
        Arrays.fill(factors, 1f);
        dropout.apply(factors, row);
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] * factors[i])
                .toArray();
    }

    private static void assertGradient(String name, float[] values, float[] gradient, DoubleSupplier loss) {
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            values[i] = value + NUDGE;
            double above = loss.getAsDouble();
            values[i] = value - NUDGE;
            double below = loss.getAsDouble();
            values[i] = value;
            double slope = (above - below) / (2 * NUDGE);
            assertThat((double) gradient[i]).as("%s, weight %s", name, i).isCloseTo(slope, within(2e-5));
            largest = Math.max(largest, Math.abs(slope));
        }
        assertThat(largest).as(name + ": the tolerance is small beside it").isGreaterThan(2e-3);
    }
}
