package freshet.model.encoder.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both layers compute the formula, for widths that fill vectors and such that do not. */
class DenseLayerTest {
    private static final int OFFSET = 3;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, IDENTITY",
        "7, 5, 9, IDENTITY",
        "33, 100, 6, SIGMOID",
        "100, 33, 17, TANH",
        "64, 64, 4, TANH",
        "200, 100, 2, SIGMOID",
        "63, 29, 5, RELU",
    })
    void everyLayerComputesTheFormula(int inputWidth, int width, int rows, Activation activation) {
        float[] matrix = gaussians(inputWidth * width);
        float[] inputs = gaussians(rows * inputWidth);
        float[] starts = gaussians(OFFSET + width);
        DenseWeights weights = new DenseWeights(inputWidth, width, matrix, activation);

        for (DenseLayer layer : List.of(new PlainDenseLayer(weights), new VectorDenseLayer(weights))) {
            DenseLayer.Pass pass = layer.newPass(rows + 2);
            float[] outputs = new float[rows * width];
            pass.apply(gaussians(rows * inputWidth + 1), rows, starts, 0, outputs); // of another call, to be forgotten
            pass.apply(inputs, rows, starts, OFFSET, outputs);

            assertThat(layer.inputWidth()).isEqualTo(inputWidth);
            assertThat(layer.width()).isEqualTo(width);
            for (int i = 0; i < outputs.length; i++) {
                double sum = starts[OFFSET + i % width];
                for (int k = 0; k < inputWidth; k++) {
                    sum += (double) inputs[i / width * inputWidth + k] * matrix[k * width + i % width];
                }
                assertThat((double) outputs[i])
                        .as("%s, value %s", layer, i)
                        .isCloseTo(activated(activation, sum), within(2e-5));
            }
        }
    }

    private static double activated(Activation activation, double sum) {
        return switch (activation) {
            case IDENTITY -> sum;
            case SIGMOID -> 1 / (1 + Math.exp(-sum));
            case TANH -> Math.tanh(sum);
            case RELU -> Math.max(sum, 0);
        };
    }

    private static float[] gaussians(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
