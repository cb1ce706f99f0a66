package freshet.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GruEncoderTest {
    private static final int ITEMS = 11;
    private final Random random = new Random(5);

    @Test
    void foldsLikeThePapersEquations() {
        assertFolds(List.of(layer(7, 7)));
    }

    @Test
    void layersFeedEachOther() {
        assertFolds(List.of(layer(5, 8), layer(8, 3)));
    }

    @Test
    void otherSessionsOfTheBatchAreLeftAlone() {
        GruEncoder encoder = new GruEncoder(gaussians(ITEMS * 4), List.of(layer(4, 4)));
        float[] states = gaussians(3 * 4);
        float[] before = states.clone();
        encoder.newFolder().fold(states, new int[] {1}, new int[] {2}, 1);
        assertThat(Arrays.copyOfRange(states, 0, 4)).containsExactly(Arrays.copyOf(before, 4));
        assertThat(Arrays.copyOfRange(states, 8, 12)).containsExactly(Arrays.copyOfRange(before, 8, 12));
        assertThat(Arrays.equals(states, before)).isFalse();
    }

    @Test
    void refusesLayersThatDoNotFit() {
        assertThatThrownBy(() -> new GruEncoder(gaussians(ITEMS * 4), List.of(layer(4, 4), layer(5, 4))))
                .hasMessage("GRU layer 1 takes 5 inputs, but the layer below has 4 units");
    }

    private void assertFolds(List<GruWeights> layers) {
        int inputWidth = layers.get(0).inputWidth();
        float[] embedding = gaussians(ITEMS * inputWidth);
        GruEncoder encoder = new GruEncoder(embedding, layers);
        float[] states = new float[2 * encoder.stateWidth()];
        double[][] expected =
                layers.stream().map(layer -> new double[layer.width()]).toArray(double[][]::new);
        RecurrentEncoder.Folder folder = encoder.newFolder();
        for (int item : new int[] {3, 10, 0, 3, 7}) {
            folder.fold(states, new int[] {1}, new int[] {item}, 1);
            double[] input = new double[inputWidth];
            for (int i = 0; i < inputWidth; i++) {
                input[i] = embedding[item * inputWidth + i];
            }
            for (int layer = 0; layer < expected.length; layer++) {
                expected[layer] = GruReference.step(layers.get(layer), input, expected[layer]);
                input = expected[layer];
            }
        }
        float[] queries = new float[2 * encoder.queryWidth()];
        folder.readout(states, 2, queries);
        double[] top = expected[expected.length - 1];
        for (int j = 0; j < top.length; j++) {
            assertThat((double) queries[top.length + j]).isCloseTo(top[j], within(2e-6));
            assertThat(queries[j]).as("the untouched session").isZero();
        }
    }

    private GruWeights layer(int inputWidth, int width) {
        return new GruWeights(
                inputWidth,
                width,
                gaussians(inputWidth * 3 * width),
                gaussians(width * 3 * width),
                gaussians(3 * width));
    }

    private float[] gaussians(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * 0.5f;
        }
        return values;
    }
}
