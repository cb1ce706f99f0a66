package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.neural.recurrent.LayerWeights;
import freshet.trainer.neural.recurrent.TrainedGruLayer;
import freshet.trainer.neural.recurrent.TrainedLstmLayer;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.recurrent.Architecture.Embedding;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bound is a = √(6 / (in + out)) by the paper; a uniform distribution on (−a, a) has mean 0 and
 * variance a² / 3.
 */
class GlorotTest {
    private static final int ITEMS = 3_001;
    private static final List<Integer> LAYERS = List.of(70, 41);

    @ParameterizedTest
    @CsvSource({"300, 100, 0.122474487", "100, 300, 0.122474487", "1, 5, 1", "40000, 200, 0.0122169444"})
    void aMatrixIsUniformWithinTheBoundOfItsFans(int in, int out, double bound) {
        float[] values = new float[200_000];
        new Glorot(new SplittableRandom(1)).fill(values, in, out);

        assertUniform(values, bound);
    }

    @Test
    void sharedEmbeddingAndLayersHaveTheirOwnFans() {
        RecurrentWeights weights = random(new Architecture(TrainedGruLayer.CELL, Embedding.SHARED, 0, LAYERS), 1);

        assertUniform(weights.embedding, ITEMS, 41);
        assertThat(weights.input).isSameAs(weights.embedding);
        assertUniformGates(weights.layers.get(0), 41);
        assertUniformGates(weights.layers.get(1), 70);
        assertBiasesAreZero(weights);
    }

    @Test
    void aSeparateEmbeddingHasItsOwnFans() {
        RecurrentWeights weights = random(new Architecture(TrainedGruLayer.CELL, Embedding.SEPARATE, 55, LAYERS), 1);

        assertUniform(weights.embedding, ITEMS, 41);
        assertUniform(weights.input, ITEMS, 55);
        assertUniformGates(weights.layers.get(0), 55);
        assertUniformGates(weights.layers.get(1), 70);
        assertBiasesAreZero(weights);
    }

    /**
     * The table of a one-hot input holds the three gates' matrices side by side: each is (V, h),
     * not (V, 3h).
     */
    @Test
    void aOneHotInputHasTheFansOfEachGate() {
        RecurrentWeights weights = random(new Architecture(TrainedGruLayer.CELL, Embedding.ONE_HOT, 0, LAYERS), 1);

        assertUniform(weights.embedding, ITEMS, 41);
        for (int gate = 0; gate < 3; gate++) {
            assertUniform(columns(weights.input, 3 * 70, gate * 70, 70), ITEMS, 70);
        }
        assertThat(weights.layers.get(0).input()).isEmpty();
        assertUniformRecurrence(weights.layers.get(0));
        assertBiasesAreZero(weights);
    }

    @Test
    void theSeedAloneDecidesTheWeights() {
        Architecture architecture = new Architecture(TrainedGruLayer.CELL, Embedding.SEPARATE, 55, LAYERS);
        List<float[]> weights = random(architecture, 7).parameters.arrays();

        assertThat(random(architecture, 7).parameters.arrays())
                .usingRecursiveComparison()
                .isEqualTo(weights);
        assertThat(random(architecture, 8).embedding).isNotEqualTo(random(architecture, 7).embedding);
    }

    /** Else a new network would hardly see the newest item beside those before it. */
    @Test
    void theGatesOfAnLstmStartOpen() {
        RecurrentWeights weights =
                random(new Architecture(TrainedLstmLayer.CELL, Embedding.SEPARATE, 55, List.of(70)), 1);
        LayerWeights layer = weights.layers.get(0);
        float[] bias = layer.bias().values();

        float[] starts = {2, 1, 3, 0}; // input, forget, output, candidate
        for (int i = 0; i < bias.length; i++) {
            assertThat(bias[i]).isEqualTo(starts[i / 70]);
        }
        for (int gate = 0; gate < 4; gate++) {
            assertUniform(columns(layer.input().orElseThrow().values(), 4 * 70, gate * 70, 70), 55, 70);
            assertUniform(columns(layer.recurrent().values(), 4 * 70, gate * 70, 70), 70, 70);
        }
    }

    /** A generator that began anew for each matrix would make them copies of each other. */
    @Test
    void noTwoMatricesOfOneShapeAreEqual() {
        LayerWeights layer = random(new Architecture(TrainedGruLayer.CELL, Embedding.SHARED, 0, LAYERS), 1)
                .layers
                .get(0);
        float[] recurrent = layer.recurrent().values();
        List<float[]> gates = IntStream.range(0, 3)
                .mapToObj(gate -> columns(recurrent, 3 * layer.width(), gate * layer.width(), layer.width()))
                .toList();

        assertThat(gates.get(0)).isNotEqualTo(gates.get(1)).isNotEqualTo(gates.get(2));
        assertThat(gates.get(1)).isNotEqualTo(gates.get(2));
    }

    private static RecurrentWeights random(Architecture architecture, long seed) {
        RecurrentWeights weights = new RecurrentWeights(RecurrentWeights.zeros(ITEMS, architecture), architecture);
        weights.randomise(new Glorot(new SplittableRandom(seed)));
        return weights;
    }

    /** Each gate's matrices, by the fans of one gate. */
    private static void assertUniformGates(LayerWeights layer, int inputWidth) {
        for (int gate = 0; gate < 3; gate++) {
            assertUniform(
                    columns(
                            layer.input().orElseThrow().values(),
                            3 * layer.width(),
                            gate * layer.width(),
                            layer.width()),
                    inputWidth,
                    layer.width());
        }
        assertUniformRecurrence(layer);
    }

    private static void assertUniformRecurrence(LayerWeights layer) {
        for (int gate = 0; gate < 3; gate++) {
            assertUniform(
                    columns(layer.recurrent().values(), 3 * layer.width(), gate * layer.width(), layer.width()),
                    layer.width(),
                    layer.width());
        }
    }

    private static void assertBiasesAreZero(RecurrentWeights weights) {
        assertThat(weights.bias).containsOnly(0f);
        weights.layers.forEach(layer -> assertThat(layer.bias().values()).containsOnly(0f));
    }

    private static void assertUniform(float[] values, int in, int out) {
        assertUniform(values, Math.sqrt(6.0 / (in + out)));
    }

    /**
     * Within four standard errors; the fourth central moment of the uniform distribution is 9/5 of
     * the squared variance.
     */
    private static void assertUniform(float[] values, double bound) {
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .average()
                .orElseThrow();
        double largest = IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
        double expected = bound * bound / 3;
        assertThat(largest).isBetween(bound * (1 - 20.0 / values.length), bound * (1 + 1e-6));
        assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(expected / values.length)));
        assertThat(variance).isCloseTo(expected, within(4 * expected * Math.sqrt(0.8 / values.length)));
    }

    private static float[] columns(float[] matrix, int width, int from, int count) {
        float[] part = new float[matrix.length / width * count];
        for (int row = 0; row < matrix.length / width; row++) {
            System.arraycopy(matrix, row * width + from, part, row * count, count);
        }
        return part;
    }
}
