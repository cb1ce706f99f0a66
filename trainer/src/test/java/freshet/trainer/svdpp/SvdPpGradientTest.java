package freshet.trainer.svdpp;

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
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Central differences of a loss that is computed from the formulas, which take over what dropout
 * was drawn. The batch's targets are all candidates.
 */
class SvdPpGradientTest {
    private static final TrainingData DATA = Logs.data("a b c d a", "b d a c", "c a b e", "e c e c", "f a b f c");
    private static final String COMMON =
            "width=5 window=3 batch_size=7 n_sample=0 logq=0 dropout_embedding=0 dropout_hidden=0 seed=3";
    private static final float NUDGE = 1.0f / 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decay=0 threads=1",
                "decay=0.5 threads=2",
                "decay=0.3 threads=3",
                "loss=bpr-max bpreg=0.5 decay=0",
                "dropout_embedding=0.3 dropout_hidden=0.4 threads=2",
            })
    void everyGradientIsThatOfTheLoss(String settings) {
        SvdPp model = model(COMMON + " " + settings);
        TrainingState state = TrainingState.fresh(DATA, model);
        Parameters weights = state.weights();
        spread(weights);
        WindowBatches batches = model.batches(DATA);
        batches.next();
        batches.next();
        try (Network<WindowBatches> network = new Network<>(DATA, model, state, 1)) {
            double loss = network.forward(batches);
            network.backward();
            FactorSum sum = (FactorSum) network.encoder();
            DoubleSupplier formulas = () -> loss(model, weights, batches, sum);
            assertThat(loss).isCloseTo(formulas.getAsDouble(), within(2e-5));

            float[] biases = new float[weights.items()];
            float[] rows = gathered(network.outputGradients(), weights.items(), model.width(), biases);
            float[] inputs = gathered(network.inputGradients(), weights.items(), model.width(), new float[6]);
            assertGradient("factor", weights.embedding(), rows, formulas);
            assertGradient("bias", weights.bias(), biases, formulas);
            assertGradient("implicit factor", weights.get(SvdPp.INPUT).values(), inputs, formulas);
        }
    }

    private static float[] gathered(List<ItemGradients> shares, int items, int width, float[] biases) {
        float[] rows = new float[items * width];
        for (ItemGradients share : shares) {
            for (int k = 0; k < share.count(); k++) {
                share.vectors.get(k, 0, rows, share.items[k] * width, width);
                biases[share.items[k]] = share.bias[k];
            }
        }
        return rows;
    }

    private static SvdPp model(String text) {
        Map<String, String> given = new HashMap<>();
        for (String setting : text.split(" ")) {
            String[] parts = setting.split("=");
            given.put(parts[0], parts[1]);
        }
        return SvdPp.from(new Settings(SvdPp.KIND, SvdPp.ALLOWED, given));
    }

    private static void spread(Parameters weights) {
        SplittableRandom random = new SplittableRandom(9);
        for (Parameter parameter : weights.all()) {
            for (int i = 0; i < parameter.values().length; i++) {
                parameter.values()[i] = (float) (2 * random.nextDouble() - 1);
            }
        }
    }

    /** In double precision. */
    private static double loss(SvdPp model, Parameters weights, WindowBatches batches, FactorSum encoder) {
        ReferenceLoss loss = new ReferenceLoss(model.settings().loss());
        double sum = 0;
        for (int slot = 0; slot < batches.size(); slot++) {
            double[] query = query(model, weights, batches.windows(), slot, encoder);
            int target = batches.targets()[slot];
            double[] negatives = Arrays.stream(batches.targets(), 0, batches.size())
                    .filter(item -> item != target)
                    .mapToDouble(item -> score(weights, query, item))
                    .toArray();
            sum += loss.of(score(weights, query, target), 0, negatives, new double[negatives.length]);
        }
        return sum / batches.size();
    }

    private static double[] query(SvdPp model, Parameters weights, Windows windows, int slot, FactorSum encoder) {
        int h = model.width();
        float[] implicit = weights.get(SvdPp.INPUT).values();
        double[] query = new double[h];
        double norm = 0;
        for (int place = windows.from(slot); place < windows.to(slot); place++) {
            double weight = Math.pow(1 - model.decay(), windows.to(slot) - 1 - place);
            norm += weight;
            float[] kept = kept(encoder.inputDropout(), h, place);
            for (int i = 0; i < h; i++) {
                query[i] += weight * implicit[windows.item(place) * h + i] * kept[i];
            }
        }
        float[] kept = kept(encoder.queryDropout(), h, slot);
        for (int i = 0; i < h; i++) {
            query[i] *= kept[i] / Math.sqrt(norm);
        }
        return query;
    }

    private static float[] kept(Dropout dropout, int width, int row) {
        float[] factors = new float[width];
        Arrays.fill(factors, 1f);
        dropout.apply(factors, row);
        return factors;
    }

    private static double score(Parameters weights, double[] query, int item) {
        double score = weights.bias()[item];
        for (int i = 0; i < query.length; i++) {
            score += query[i] * weights.embedding()[item * query.length + i];
        }
        return score;
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
