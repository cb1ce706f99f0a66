package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.linear.Matrix;
import freshet.trainer.neural.Network;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainingState;
import freshet.trainer.neural.loss.Candidates;
import freshet.trainer.neural.loss.ReferenceLoss;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.recurrent.Architecture.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds every gradient against central differences of the reference's loss, with every loss,
 * embedding and number of layers, through one event and through several. The stretch is not the
 * first, so that it begins with states that are not zero; within it sessions end and start; targets
 * repeat among candidates, and inputs among targets. With dropout the reference takes over what was
 * drawn, and applies it to what goes up alone. The seeds of the rectifier are such that no sum is
 * within a nudge of 0, where it has no slope.
 */
class RecurrentGradientTest {
    private static final TrainingData DATA = Logs.data(
            "a b c d",
            "b d",
            "c a b e",
            "e c a c",
            "f a b",
            "g a f",
            "b c",
            "d e f g a b c",
            "a c e g",
            "b d f",
            "g e c");
    private static final String COMMON =
            "batch_size=3 n_sample=6 dropout_embedding=0 dropout_hidden=0 learning_rate=1e-6";
    private static final float NUDGE = 1.0f / 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layers=5",
                "layers=5 label_smoothing=0.3",
                "layers=5 loss=bce",
                "layers=5 loss=bpr-max bpreg=0.5 elu=0.8",
                "layers=5 bptt_length=3",
                "layers=5 embedding=separate embedding_width=3",
                "layers=5 embedding=one-hot loss=bce",
                "layers=4,6",
                "layers=4,6 embedding=separate loss=bpr-max bptt_length=2",
                "layers=6,3,4 embedding=one-hot bptt_length=4",
                "layers=5 threads=2",
                "layers=4,6 embedding=separate bptt_length=3 threads=3",
                "layers=5 loss=bpr-max threads=4",
                "layers=5 threads=9",
                "layers=6 dropout_embedding=0.2 dropout_hidden=0.5",
                "layers=6,5 dropout_embedding=0.5 dropout_hidden=0.2 bptt_length=3",
                "layers=6,5 embedding=separate dropout_embedding=0.2 dropout_hidden=0.5 bptt_length=2 threads=2",
                "layers=6 embedding=one-hot dropout_embedding=0.9 dropout_hidden=0.5",
                "model=lstm layers=5",
                "model=lstm layers=5 bptt_length=3 loss=bpr-max bpreg=0.5 elu=0.8",
                "model=lstm layers=4,6 embedding=separate bptt_length=3 threads=3",
                "model=lstm layers=6,3,4 embedding=one-hot bptt_length=4",
                "model=lstm layers=6,5 dropout_embedding=0.5 dropout_hidden=0.2 bptt_length=3",
                "model=rnn layers=5",
                "model=rnn layers=5 bptt_length=4 embedding=shared loss=bce",
                "model=rnn layers=4,6 embedding=separate bptt_length=3 threads=3",
                "model=rnn layers=6,5 dropout_hidden=0.2 bptt_length=3",
                "model=rnn activation=relu layers=5 bptt_length=3",
                "model=rnn activation=relu layers=4,6 embedding=separate bptt_length=2 threads=2 seed=1",
                "model=rnn activation=relu layers=4,6 embedding=separate bptt_length=2 threads=2 seed=2",
            })
    void everyGradientIsThatOfTheLoss(String settings) {
        RecurrentModel parsed = TestSettings.of(COMMON + " " + settings);
        TrainingState state = TrainingState.fresh(DATA, parsed);
        try (Network<SessionParallelBatches> network = new Network<>(DATA, parsed, state, 1)) {
            assertGradients(network, parsed, new RecurrentWeights(state.weights(), parsed.architecture()));
        }
    }

    private static void assertGradients(
            Network<SessionParallelBatches> network, RecurrentModel parsed, RecurrentWeights weights) {
        spread(weights);
        SessionParallelBatches batch = new SessionParallelBatches(DATA.items(), DATA.sessionOffsets(), 3);
        Stretch stretch = secondStretch(network, new ReferenceRecurrent(weights), parsed, batch);

        assertThat(network.encoder().dense()).hasSize((int) weights.parameters.all().stream()
                .filter(parameter -> !parameter.perItem())
                .count());
        for (DenseWeights dense : network.encoder().dense()) {
            Parameter parameter = dense.parameter();
            float[] gradient = floats(dense.gradient(), parameter.rows(), parameter.columns());
            assertGradient(parameter.name(), parameter.values(), gradient, stretch::loss);
        }
        float[] vectors = rows(network.outputGradients(), weights.width);
        float[] biases = new float[weights.items];
        network.outputGradients().forEach(share -> add(share, share.bias, 1, biases));
        assertGradient("embedding", weights.embedding, vectors, stretch::loss);
        assertGradient("item bias", weights.bias, biases, stretch::loss);
        if (weights.input != weights.embedding) {
            float[] rows = rows(network.inputGradients(), weights.inputColumns);
            assertGradient("input rows", weights.input, rows, stretch::loss);
        }
    }

    /**
     * Goes through two stretches, stops before the second one's update and holds its loss against
     * the reference's.
     */
    private static Stretch secondStretch(
            Network<SessionParallelBatches> network,
            ReferenceRecurrent reference,
            RecurrentModel model,
            SessionParallelBatches batch) {
        ReferenceLoss loss = new ReferenceLoss(model.settings().loss());
        Stretch first = new Stretch(reference, loss, corrections(), 3, List.of());
        Stretch second = first;
        double mean = 0;
        boolean hasStart = false;
        boolean hasStates = false;
        for (int step = 0; step < 2 * model.bpttLength(); step++) {
            assertThat(batch.next()).isTrue();
            if (step == model.bpttLength()) {
                network.finish(); // with a rate at which the states of before are still right
                second = new Stretch(reference, loss, corrections(), 3, first.end());
                mean = 0;
                hasStart = false;
                hasStates = false;
            }
            mean += network.forward(batch);
            int[] candidates = drawn(network.candidates());
            assertThat(candidates).hasSize(batch.size() + model.settings().samples());
            second.add(
                    batch,
                    candidates,
                    ((RecurrentStack) network.encoder()).steps().get(step % model.bpttLength()).dropouts);
            hasStart |= Arrays.stream(batch.previousSlots()).limit(batch.size()).anyMatch(slot -> slot < 0);
            hasStates |=
                    Arrays.stream(batch.previousSlots()).limit(batch.size()).anyMatch(slot -> slot >= 0);
        }
        network.backward();
        boolean oneHot = model.architecture().embedding() == Embedding.ONE_HOT;
        assertRate(second.factors(0), oneHot ? 0 : model.settings().dropoutEmbedding());
        for (int layer = 0; layer < model.architecture().layers().size(); layer++) {
            assertRate(second.factors(layer + 1), model.settings().dropoutHidden());
        }
        assertThat(hasStart && hasStates).isTrue();
        assertThat(mean).isCloseTo(second.loss(), within(2e-5));
        return second;
    }

    /** What is kept is divided by 1 − rate, which tells one rate from another. */
    private static void assertRate(Set<Double> factors, float rate) {
        assertThat(factors).isEqualTo(rate == 0 ? Set.of(1.0) : Set.of(0.0, (double) (1 / (1 - rate))));
    }

    /** Each as often as it was drawn. */
    private static int[] drawn(List<Candidates> candidates) {
        return candidates.stream().flatMapToInt(RecurrentGradientTest::drawn).toArray();
    }

    private static IntStream drawn(Candidates candidates) {
        return IntStream.range(0, candidates.count)
                .flatMap(c -> IntStream.generate(() -> candidates.items[c]).limit((long) candidates.times[c]));
    }

    private static double[] corrections() {
        double events = DATA.items().size();
        double roots = Arrays.stream(DATA.support()).mapToDouble(Math::sqrt).sum();
        return Arrays.stream(DATA.support())
                .mapToDouble(support -> Math.log(3 * support / events + 6 * Math.sqrt(support) / roots))
                .toArray();
    }

    /** Biases that are not zero and rows long enough for large gradients. */
    private static void spread(RecurrentWeights weights) {
        SplittableRandom random = new SplittableRandom(9);
        List<float[]> arrays = new ArrayList<>(List.of(weights.bias, weights.embedding, weights.input));
        weights.layers.forEach(layer -> arrays.add(layer.bias().values()));
        for (float[] array : arrays) {
            for (int i = 0; i < array.length; i++) {
                array[i] = (float) (2 * random.nextDouble() - 1);
            }
        }
    }

    private static float[] floats(Matrix matrix, int rows, int columns) {
        float[] floats = new float[rows * columns];
        matrix.get(0, 0, floats, 0, floats.length);
        return floats;
    }

    /** Of all items, from the members' shares. */
    private static float[] rows(List<ItemGradients> shares, int width) {
        float[] dense = new float[DATA.vocabulary().size() * width];
        shares.forEach(share -> add(share, floats(share.vectors, share.count(), width), width, dense));
        return dense;
    }

    private static void add(ItemGradients gradients, float[] values, int width, float[] dense) {
        for (int k = 0; k < gradients.count(); k++) {
            for (int i = 0; i < width; i++) {
                dense[gradients.items[k] * width + i] += values[k * width + i];
            }
        }
    }

    private static void assertGradient(String name, float[] values, float[] gradient, DoubleSupplier loss) {
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            double slope = slope(values, i, loss);
            assertThat((double) gradient[i]).as("%s, weight %s", name, i).isCloseTo(slope, within(2e-5));
            largest = Math.max(largest, Math.abs(slope));
        }
        assertThat(values.length == 0 || largest > 2e-3)
                .as(name + ": the tolerance is small beside it")
                .isTrue();
    }

    private static double slope(float[] values, int i, DoubleSupplier loss) {
        float value = values[i];
        values[i] = value + NUDGE;
        double above = values[i];
        double lossAbove = loss.getAsDouble();
        values[i] = value - NUDGE;
        double below = values[i];
        double lossBelow = loss.getAsDouble();
        values[i] = value;
        return (lossAbove - lossBelow) / (above - below);
    }
}
