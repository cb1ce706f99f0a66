package freshet.model.encoder.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import freshet.model.encoder.RecurrentEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The contract of every way of computing a GRU, held against the paper's equations in double
 * precision.
 */
public abstract class GruEncoderContract {
    private static final int ITEMS = 11;

    protected abstract RecurrentCell layer(CellWeights weights);

    @Test
    void foldsLikeThePapersEquations() {
        assertFolds(1, 3, 7, 7);
    }

    @Test
    void layersFeedEachOther() {
        assertFolds(2, 4, 5, 8, 3);
    }

    @Test
    void awkwardAndCommonWidthsFold() {
        assertFolds(3, 9, 1, 1);
        assertFolds(4, 6, 100, 100);
        assertFolds(5, 33, 96, 192, 64, 65);
    }

    @Test
    void foldsLikeNd4jsOwnOperations() {
        int sessions = 5;
        Random random = new Random(6);
        CellWeights weights = weights(random, 9, 33);
        float[] embedding = gaussians(random, sessions * 9);
        Nd4jGruReference reference = new Nd4jGruReference(weights);
        INDArray inputs = Nd4jGruReference.doubles(embedding, sessions, 9);
        INDArray expected = Nd4j.zeros(DataType.DOUBLE, sessions, 33);
        int[] rows = IntStream.range(0, sessions).toArray();
        float[] states = new float[sessions * 33];
        RecurrentEncoder.Folder folder = new LayeredEncoder(embedding, List.of(layer(weights))).newFolder(sessions);
        for (int step = 0; step < 4; step++) {
            folder.fold(states, rows, rows, sessions);
            expected = reference.step(inputs, expected);
        }
        for (int i = 0; i < states.length; i++) {
            assertThat((double) states[i]).isCloseTo(expected.getDouble(i / 33, i % 33), within(1e-5));
        }
    }

    @Property(tries = 60)
    void anyWidthsLayersAndBatchFold(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int inputWidth,
            @ForAll @IntRange(min = 1, max = 40) int lower,
            @ForAll @IntRange(min = 1, max = 40) int upper,
            @ForAll @IntRange(min = 1, max = 20) int sessions) {
        assertFolds(seed, sessions, inputWidth, lower, upper);
    }

    @Test
    void otherSessionsOfTheBatchAreLeftAlone() {
        Random random = new Random(5);
        LayeredEncoder encoder =
                new LayeredEncoder(gaussians(random, ITEMS * 4), List.of(layer(weights(random, 4, 4))));
        float[] states = gaussians(random, 3 * 4);
        float[] before = states.clone();
        encoder.newFolder(3).fold(states, new int[] {1}, new int[] {2}, 1);
        assertThat(Arrays.copyOfRange(states, 0, 4)).containsExactly(Arrays.copyOf(before, 4));
        assertThat(Arrays.copyOfRange(states, 8, 12)).containsExactly(Arrays.copyOfRange(before, 8, 12));
        assertThat(Arrays.equals(states, before)).isFalse();
    }

    @Test
    void aSessionFoldsToTheSameInAnyCompany() {
        Random random = new Random(8);
        LayeredEncoder encoder =
                new LayeredEncoder(gaussians(random, ITEMS * 30), List.of(layer(weights(random, 30, 50))));
        float[] together = gaussians(random, 7 * 50);
        float[] alone = together.clone();
        RecurrentEncoder.Folder folder = encoder.newFolder(7);
        int[] sessions = IntStream.range(0, 7).toArray();
        int[] items = {1, 5, 5, 0, 10, 3, 2};
        folder.fold(together, sessions, items, 7);
        for (int session : sessions) {
            folder.fold(alone, new int[] {session}, new int[] {items[session]}, 1);
        }
        assertThat(alone).containsExactly(together);
    }

    @Test
    void largeStatesAndWeightsStayFinite() {
        float[] large = new float[3 * 5];
        Arrays.fill(large, 1e6f);
        RecurrentCell layer = layer(new CellWeights(3, 1, 5, large, new float[5 * 15], new float[15]));
        for (float input : new float[] {-1e20f, 1e20f}) {
            float[] hidden = {1, -1, 0, 0.5f, 1e6f};
            layer.newStep(1).step(new float[] {input}, new int[1], hidden, new int[1], 1);
            for (float value : hidden) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void refusesLayersThatDoNotFit() {
        Random random = new Random(5);
        List<RecurrentCell> layers = List.of(layer(weights(random, 4, 4)), layer(weights(random, 5, 4)));
        assertThatThrownBy(() -> new LayeredEncoder(gaussians(random, ITEMS * 4), layers))
                .hasMessage("recurrent layer 1 takes 5 inputs, but the layer below has 4 units");
    }

    /**
     * Folds five items into every second session of a batch, one step across all of them after the
     * other.
     */
    private void assertFolds(long seed, int sessions, int... widths) {
        Random random = new Random(seed);
        int inputWidth = widths[0];
        float[] embedding = gaussians(random, ITEMS * inputWidth);
        List<CellWeights> layers = IntStream.range(1, widths.length)
                .mapToObj(layer -> weights(random, widths[layer - 1], widths[layer]))
                .toList();
        LayeredEncoder encoder =
                new LayeredEncoder(embedding, layers.stream().map(this::layer).toList());
        float[] states = new float[2 * sessions * encoder.stateWidth()];
        double[][][] expected = new double[sessions][][];
        Arrays.setAll(expected, session -> layers.stream()
                .map(layer -> new double[layer.width()])
                .toArray(double[][]::new));
        int[] rows =
                IntStream.range(0, sessions).map(session -> 2 * session + 1).toArray();
        RecurrentEncoder.Folder folder = encoder.newFolder(sessions);
        for (int step = 0; step < 5; step++) {
            int[] items = random.ints(sessions, 0, ITEMS).toArray();
            folder.fold(states, rows, items, sessions);
            for (int session = 0; session < sessions; session++) {
                double[] input = new double[inputWidth];
                for (int i = 0; i < inputWidth; i++) {
                    input[i] = embedding[items[session] * inputWidth + i];
                }
                for (int layer = 0; layer < layers.size(); layer++) {
                    expected[session][layer] = GruReference.step(layers.get(layer), input, expected[session][layer]);
                    input = expected[session][layer];
                }
            }
        }
        float[] queries = new float[2 * sessions * encoder.queryWidth()];
        folder.readout(states, 2 * sessions, queries);
        for (int session = 0; session < sessions; session++) {
            double[] top = expected[session][layers.size() - 1];
            for (int j = 0; j < top.length; j++) {
                assertThat((double) queries[rows[session] * top.length + j]).isCloseTo(top[j], within(1e-5));
                assertThat(queries[(rows[session] - 1) * top.length + j])
                        .as("an untouched session")
                        .isZero();
            }
        }
    }

    /** Weights of the size that Glorot's rule gives, so that wide layers do not saturate. */
    private static CellWeights weights(Random random, int inputWidth, int width) {
        float scale = (float) (2 / Math.sqrt(inputWidth + width));
        float[][] values = Stream.of(inputWidth * 3 * width, width * 3 * width, 3 * width)
                .map(count -> gaussians(random, count))
                .toArray(float[][]::new);
        for (float[] matrix : values) {
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] *= scale;
            }
        }
        return new CellWeights(3, inputWidth, width, values[0], values[1], values[2]);
    }

    private static float[] gaussians(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
