package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.loss.ReferenceLoss;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;

/**
 * Holds every gradient of a window model against central differences of a loss that is computed
 * from the model's formulas: windows of one, two and three items, items that repeat in a window and
 * are its target as well. The batch's targets are all candidates.
 */
public final class WindowGradients {
    private static final TrainingData DATA = Logs.data("a b c d a", "b d a c", "c a b e", "e c e c", "f a b f c");
    private static final String COMMON =
            "batch_size=7 n_sample=0 logq=0 dropout_embedding=0 dropout_hidden=0" + " label_smoothing=0 seed=3";
    private static final float NUDGE = 1.0f / 1024;

    /** A model's formulas, written from its paper alone. */
    public interface Formulas {

        /** The query of a window in double precision (h), with what dropout was drawn. */
        double[] query(Windows windows, int window);

        /** What the model adds to the loss of a window. */
        default double penalty(Windows windows, int window) {
            return 0;
        }
    }

    private WindowGradients() {}

    /**
     * What a gradient test gives its model.
     *
     * @param settings of the model, as {@code name=value} with blanks between them; may replace the
     *     common ones
     */
    public static Map<String, String> settings(String settings) {
        Map<String, String> given = new HashMap<>();
        for (String setting : (COMMON + " " + settings).split(" ")) {
            String[] parts = setting.split("=");
            given.put(parts[0], parts[1]);
        }
        return given;
    }

    /**
     * Fails if a gradient is not that of the loss, or if a weight has none.
     *
     * @param model for windows of three items
     * @param formulas of its weights, which are changed from call to call, and of its encoder, for
     *     the dropouts
     */
    public static void check(
            NeuralModel<WindowBatches> model,
            BiFunction<Parameters, TrainedEncoder<WindowBatches>, Formulas> formulas) {
        TrainingState state = TrainingState.fresh(DATA, model);
        Parameters weights = state.weights();
        spread(weights);
        WindowBatches batches = model.batches(DATA);
        batches.next();
        batches.next();
        try (Network<WindowBatches> network = new Network<>(DATA, model, state, 1)) {
            double loss = network.forward(batches);
            network.backward();
            Formulas written = formulas.apply(weights, network.encoder());
            DoubleSupplier reference =
                    () -> loss(new ReferenceLoss(model.settings().loss()), weights, batches, written);
            assertThat(loss).isCloseTo(reference.getAsDouble(), within(2e-5));
            assertGradients(network, weights, reference);
        }
    }

    /** What dropout was drawn for a row of values, applied to them. */
    public static double[] dropped(double[] values, Dropout dropout, int row) {
        float[] factors = new float[values.length];
        Arrays.fill(factors, 1f);
        dropout.apply(factors, row);
        double[] kept = new double[values.length];
        Arrays.setAll(kept, i -> values[i] * factors[i]);
        return kept;
    }

    /** An item's row of a table in double precision. */
    public static double[] row(Parameter table, int item) {
        double[] row = new double[table.columns()];
        Arrays.setAll(row, i -> table.values()[item * row.length + i]);
        return row;
    }

    /** Rows long enough for large gradients, and biases that are not zero. */
    private static void spread(Parameters weights) {
        SplittableRandom random = new SplittableRandom(9);
        for (float[] values : weights.arrays()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (2 * random.nextDouble() - 1);
            }
        }
    }

    private static double loss(ReferenceLoss loss, Parameters weights, WindowBatches batches, Formulas formulas) {
        double sum = 0;
        for (int slot = 0; slot < batches.size(); slot++) {
            double[] query = formulas.query(batches.windows(), slot);
            int target = batches.targets()[slot];
            double[] negatives = Arrays.stream(batches.targets(), 0, batches.size())
                    .filter(item -> item != target)
                    .mapToDouble(item -> score(weights, query, item))
                    .toArray();
            sum += loss.of(score(weights, query, target), 0, negatives, new double[negatives.length])
                    + formulas.penalty(batches.windows(), slot);
        }
        return sum / batches.size();
    }

    private static double score(Parameters weights, double[] query, int item) {
        double[] row = row(weights.get(Parameters.EMBEDDING), item);
        double score = weights.bias()[item];
        for (int i = 0; i < query.length; i++) {
            score += query[i] * row[i];
        }
        return score;
    }

    private static void assertGradients(Network<WindowBatches> network, Parameters weights, DoubleSupplier loss) {
        Set<String> checked = new HashSet<>(Set.of(Parameters.EMBEDDING, Parameters.BIAS));
        float[] biases = new float[weights.items()];
        float[] rows = rows(network.outputGradients(), weights.embedding().length, biases);
        assertGradient(weights.get(Parameters.EMBEDDING), rows, loss);
        assertGradient(weights.get(Parameters.BIAS), biases, loss);
        for (DenseWeights dense : network.encoder().dense()) {
            Parameter parameter = dense.parameter();
            float[] gradient = new float[parameter.values().length];
            dense.gradient().get(0, 0, gradient, 0, gradient.length);
            assertGradient(parameter, gradient, loss);
            checked.add(parameter.name());
        }
        Parameter input = weights.get(network.encoder().inputTable());
        if (checked.add(input.name())) {
            assertGradient(input, rows(network.inputGradients(), input.values().length, biases), loss);
        }
        assertThat(checked)
                .containsExactlyInAnyOrderElementsOf(
                        weights.all().stream().map(Parameter::name).toList());
    }

    /** Of all items, from the members' shares. */
    private static float[] rows(List<ItemGradients> shares, int length, float[] biases) {
        float[] rows = new float[length];
        int width = length / biases.length;
        for (ItemGradients share : shares) {
            for (int k = 0; k < share.count(); k++) {
                share.vectors.get(k, 0, rows, share.items[k] * width, width);
                biases[share.items[k]] = share.bias[k];
            }
        }
        return rows;
    }

    private static void assertGradient(Parameter parameter, float[] gradient, DoubleSupplier loss) {
        float[] values = parameter.values();
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            values[i] = value + NUDGE;
            double above = loss.getAsDouble();
            values[i] = value - NUDGE;
            double below = loss.getAsDouble();
            values[i] = value;
            double slope = (above - below) / (2 * NUDGE);
            assertThat((double) gradient[i])
                    .as("%s, weight %s", parameter.name(), i)
                    .isCloseTo(slope, within(2e-5));
            largest = Math.max(largest, Math.abs(slope));
        }
        assertThat(largest)
                .as(parameter.name() + ": the tolerance is small beside it")
                .isGreaterThan(2e-3);
    }
}
