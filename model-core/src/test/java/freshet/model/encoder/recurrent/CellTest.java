package freshet.model.encoder.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.encoder.RecurrentEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds LSTM and the plain recurrent layer, on both gates, against their formulas in doubles. */
class CellTest {
    private static final int ITEMS = 11;

    /** A cell and its formulas. */
    enum Cell {
        LSTM(LstmCell.BLOCKS, LstmCell::new) {
            @Override
            double[] next(double[] sums, double[] state) {
                int h = state.length / 2;
                double[] next = new double[2 * h];
                for (int j = 0; j < h; j++) {
                    double candidate = sigmoid(sums[j]) * Math.tanh(sums[3 * h + j]);
                    next[h + j] = sigmoid(sums[h + j]) * state[h + j] + candidate;
                    next[j] = sigmoid(sums[2 * h + j]) * Math.tanh(next[h + j]);
                }
                return next;
            }
        },
        TANH(RnnCell.BLOCKS, gates -> new RnnCell(gates, false)) {
            @Override
            double[] next(double[] sums, double[] state) {
                return Arrays.stream(sums).map(Math::tanh).toArray();
            }
        },
        RELU(RnnCell.BLOCKS, gates -> new RnnCell(gates, true)) {
            @Override
            double[] next(double[] sums, double[] state) {
                return Arrays.stream(sums)
                        .map(sum -> Math.min(Math.max(sum, 0), 20))
                        .toArray();
            }
        };

        private final int blocks;
        private final Function<Gates, RecurrentCell> served;

        Cell(int blocks, Function<Gates, RecurrentCell> served) {
            this.blocks = blocks;
            this.served = served;
        }

        abstract double[] next(double[] sums, double[] state);
    }

    @Property(tries = 60)
    void anyWidthsLayersAndBatchFoldLikeTheFormulas(
            @ForAll long seed,
            @ForAll Cell cell,
            @ForAll boolean vector,
            @ForAll @IntRange(min = 1, max = 40) int inputWidth,
            @ForAll @IntRange(min = 1, max = 40) int lower,
            @ForAll @IntRange(min = 1, max = 40) int upper,
            @ForAll @IntRange(min = 1, max = 20) int sessions) {
        Random random = new Random(seed);
        float[] embedding = gaussians(random, ITEMS * inputWidth, 1);
        List<CellWeights> layers =
                List.of(weights(cell, random, inputWidth, lower), weights(cell, random, lower, upper));
        LayeredEncoder encoder = encoder(cell, vector, embedding, layers);
        float[] states = new float[sessions * encoder.stateWidth()];
        double[][][] expected = Stream.generate(() -> layers.stream()
                        .map(layer -> new double[encoder.stateWidth() / (lower + upper) * layer.width()])
                        .toArray(double[][]::new))
                .limit(sessions)
                .toArray(double[][][]::new);
        RecurrentEncoder.Folder folder = encoder.newFolder(sessions);
        int[] rows = IntStream.range(0, sessions).toArray();
        for (int step = 0; step < 5; step++) {
            int[] items = random.ints(sessions, 0, ITEMS).toArray();
            folder.fold(states, rows, items, sessions);
            for (int session : rows) {
                double[] input = new double[inputWidth];
                Arrays.setAll(input, i -> embedding[items[session] * inputWidth + i]);
                for (int layer = 0; layer < 2; layer++) {
                    double[] before = expected[session][layer];
                    expected[session][layer] = cell.next(sums(layers.get(layer), input, before), before);
                    input = expected[session][layer];
                }
            }
        }
        float[] queries = new float[sessions * upper];
        folder.readout(states, sessions, queries);
        for (int session : rows) {
            for (int j = 0; j < upper; j++) {
                double top = expected[session][1][j];
                assertThat((double) queries[session * upper + j]).isCloseTo(top, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionFoldsToTheSameInAnyCompany(Cell cell) {
        for (boolean vector : new boolean[] {false, true}) {
            Random random = new Random(8);
            LayeredEncoder encoder =
                    encoder(cell, vector, gaussians(random, ITEMS * 30, 1), List.of(weights(cell, random, 30, 50)));
            float[] together = gaussians(random, 7 * encoder.stateWidth(), 1);
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
    }

    /** However large its weights, a rectified state stays in [0, 20]. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRectifierIsClipped(boolean vector) {
        CellWeights weights = new CellWeights(1, 1, 3, new float[] {1, 1, 1}, new float[9], new float[] {-1, 5, 1e14f});
        RnnCell cell = new RnnCell(vector ? new VectorGates(weights) : new PlainGates(weights), true);
        float[] states = {7, 7, 7};

        cell.newStep(1).step(new float[] {0.5f}, new int[1], states, new int[1], 1);

        assertThat(states).containsExactly(0, 5.5f, 20);
    }

    private static LayeredEncoder encoder(Cell cell, boolean vector, float[] embedding, List<CellWeights> layers) {
        return new LayeredEncoder(
                embedding,
                layers.stream()
                        .map(layer -> vector ? new VectorGates(layer) : new PlainGates(layer))
                        .map(cell.served)
                        .toList());
    }

    /** x W + h U + b, with h the first part of a state, and x that of the layer below. */
    private static double[] sums(CellWeights weights, double[] x, double[] state) {
        double[] sums = new double[weights.columns()];
        for (int column = 0; column < sums.length; column++) {
            sums[column] = weights.bias()[column];
            for (int i = 0; i < weights.inputWidth(); i++) {
                sums[column] += x[i] * weights.input()[i * sums.length + column];
            }
            for (int i = 0; i < weights.width(); i++) {
                sums[column] += state[i] * weights.recurrent()[i * sums.length + column];
            }
        }
        return sums;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Weights of the size that Glorot's rule gives, so that no state saturates. */
    private static CellWeights weights(Cell cell, Random random, int inputWidth, int width) {
        double scale = 1 / Math.sqrt(inputWidth + width);
        int columns = cell.blocks * width;
        return new CellWeights(
                cell.blocks,
                inputWidth,
                width,
                gaussians(random, inputWidth * columns, scale),
                gaussians(random, width * columns, scale),
                gaussians(random, columns, scale));
    }

    private static float[] gaussians(Random random, int count, double scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }
}
