package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositiveDefiniteMatrixTest {

    /** Of [[2, 1], [1, 3]]: [[3, −1], [−1, 2]] / 5. */
    @Test
    void inverseOfATwoByTwoMatrix() {
        try (PositiveDefiniteMatrix matrix = matrix(new float[][] {{2, 1}, {99, 3}})) {
            matrix.invert();
            assertThat(row(matrix, 0)).containsExactly(new float[] {0.6f, -0.2f}, within(1e-6f));
            assertThat(row(matrix, 1)).containsExactly(new float[] {-0.2f, 0.4f}, within(1e-6f));
            assertThat(matrix.get(1, 0)).isEqualTo(row(matrix, 1)[0]);
        }
    }

    /** Orders around the tile of 64; the matrix is AᵀA + 0.5 I of random A. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 130, 300})
    void inverseTimesTheMatrixIsTheUnit(int order) {
        float[][] values = gram(order);
        try (PositiveDefiniteMatrix matrix = matrix(values)) {
            matrix.invert();
            for (int i = 0; i < order; i++) {
                float[] row = row(matrix, i);
                for (int j = 0; j < order; j++) {
                    double product = 0;
                    for (int k = 0; k < order; k++) {
                        product += (double) row[k] * values[k][j];
                    }
                    assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-3));
                }
            }
        }
    }

    @Test
    void theInverseIsTheSameEachTime() {
        try (PositiveDefiniteMatrix first = matrix(gram(200));
                PositiveDefiniteMatrix second = matrix(gram(200))) {
            first.invert();
            second.invert();
            for (int i = 0; i < 200; i++) {
                assertThat(row(second, i)).isEqualTo(row(first, i));
            }
        }
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteIsRefused() {
        try (PositiveDefiniteMatrix matrix = matrix(new float[][] {{1, 2}, {2, 1}})) {
            assertThatThrownBy(matrix::invert)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("the matrix of 2 rows is not positive definite, as row 2 shows");
        }
    }

    @Test
    void aValueThatIsNoNumberIsRefused() {
        try (PositiveDefiniteMatrix matrix = matrix(new float[][] {{1, Float.NaN}, {0, 1}})) {
            assertThatThrownBy(matrix::invert)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("the matrix of 2 rows is not positive definite: it has a value that is no number");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 46_341})
    void anOrderOutOfRangeIsRefused(int order) {
        assertThatThrownBy(() -> new PositiveDefiniteMatrix(order))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("it has from 1 to 46340");
    }

    private static float[][] gram(int order) {
        Random random = new Random(7);
        float[][] a = new float[order][order];
        for (float[] row : a) {
            for (int j = 0; j < order; j++) {
                row[j] = (float) (random.nextGaussian() / Math.sqrt(order));
            }
        }
        float[][] gram = new float[order][order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                for (float[] row : a) {
                    gram[i][j] += row[i] * row[j];
                }
            }
            gram[i][i] += 0.5f;
        }
        return gram;
    }

    private static PositiveDefiniteMatrix matrix(float[][] values) {
        PositiveDefiniteMatrix matrix = new PositiveDefiniteMatrix(values.length);
        for (int row = 0; row < values.length; row++) {
            matrix.putRow(row, values[row]);
        }
        return matrix;
    }

    private static float[] row(PositiveDefiniteMatrix matrix, int row) {
        float[] values = new float[matrix.order()];
        matrix.getRow(row, values);
        return values;
    }
}
