package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes around those of tiles, panels and blocks, within larger matrices that stay as they are. */
class VectorProductsTest {
    private static final int[] SIZES = {1, 3, 8, 17, 33, 130, 530};
    private static final int MARGIN = 2;

    @ParameterizedTest(name = "transposed {0} {1}, added {2}")
    @CsvSource({
        "false, false, false",
        "false, false, true",
        "false, true, false",
        "false, true, true",
        "true, false, false",
        "true, false, true"
    })
    void vectorKernelComputesWhatOpenBlasComputes(boolean transposeA, boolean transposeB, boolean add) {
        for (int m : SIZES) {
            for (int k : SIZES) {
                for (int n : SIZES) {
                    float[] expected = product(ProductKernel.OPENBLAS, transposeA, transposeB, add, m, k, n);
                    float[] actual = product(ProductKernel.VECTOR, transposeA, transposeB, add, m, k, n);
                    float bound = 1e-6f * (1 + k);
                    for (int i = 0; i < expected.length; i++) {
                        if (!(Math.abs(actual[i] - expected[i]) <= bound)) { // an assertion each would take a minute
                            assertThat(actual[i])
                                    .as("%d, %d, %d: element %d", m, k, n, i)
                                    .isCloseTo(expected[i], within(bound));
                        }
                    }
                }
            }
        }
    }

    /** All of the matrix that the product is a part of. */
    private static float[] product(
            ProductKernel kernel, boolean transposeA, boolean transposeB, boolean add, int m, int k, int n) {
        Random random = new Random(1);
        try (MatrixMemory memory = kernel.memory()) {
            Matrix a = transposeA ? filled(memory, random, k, m) : filled(memory, random, m, k);
            Matrix b = transposeB ? filled(memory, random, n, k) : filled(memory, random, k, n);
            Matrix c = filled(memory, random, m, n);
            c.from(1, 1).product(transposeA, transposeB, a.from(1, 1), b.from(1, 1), add, m, k, n);
            float[] all = new float[(m + MARGIN) * (n + MARGIN)];
            c.get(0, 0, all, 0, all.length);
            return all;
        }
    }

    private static Matrix filled(MatrixMemory memory, Random random, int rows, int columns) {
        float[] values = new float[(rows + MARGIN) * (columns + MARGIN)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        Matrix matrix = memory.matrix(rows + MARGIN, columns + MARGIN);
        matrix.put(0, 0, values, 0, values.length);
        return matrix;
    }
}
