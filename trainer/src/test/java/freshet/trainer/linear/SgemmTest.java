package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The products of every kernel. */
@ParameterizedClass
@EnumSource(ProductKernel.class)
class SgemmTest {
    private final MatrixMemory memory;
    private final Matrix a; // (2,3)
    private final Matrix aTransposed; // (3,2)
    private final Matrix b; // (3,2)
    private final Matrix bTransposed; // (2,3)
    private final Matrix c; // (2,2); A·B is 5, 1, 14, 1 by hand

    SgemmTest(ProductKernel kernel) {
        memory = kernel.memory();
        a = matrix(3, 1, 2, 3, 4, 5, 6);
        aTransposed = matrix(2, 1, 4, 2, 5, 3, 6);
        b = matrix(2, 1, 0, 2, -1, 0, 1);
        bTransposed = matrix(3, 1, 2, 0, 0, -1, 1);
        c = matrix(2, 10, 20, 30, 40);
    }

    @AfterEach
    void giveBack() {
        memory.close();
    }

    @Test
    void productOfTwoMatrices() {
        Sgemm.multiply(a, b, c, 2, 3, 2);
        assertThat(floats(c, 4)).containsExactly(5, 1, 14, 1);
    }

    @Test
    void productByTheTransposedOfTheRightOne() {
        Sgemm.multiplyByTransposed(a, bTransposed, c, 2, 3, 2);
        assertThat(floats(c, 4)).containsExactly(5, 1, 14, 1);
    }

    @Test
    void productOfTheTransposedOfTheLeftOne() {
        Sgemm.multiplyTransposed(aTransposed, b, c, 2, 3, 2);
        assertThat(floats(c, 4)).containsExactly(5, 1, 14, 1);
    }

    @Test
    void productsThatAreAdded() {
        Sgemm.addTransposedProduct(aTransposed, b, c, 2, 3, 2);
        assertThat(floats(c, 4)).containsExactly(15, 21, 44, 41);
        Sgemm.addProductByTransposed(a, bTransposed, c, 2, 3, 2);
        assertThat(floats(c, 4)).containsExactly(20, 22, 58, 42);
        Sgemm.addProduct(a, b, c, 2, 3, 2);
        assertThat(floats(c, 4)).containsExactly(25, 23, 72, 43);
    }

    /** The last two columns of A by the last two rows of B: 2·2, 2·−1 + 3·1, 5·2, 5·−1 + 6·1. */
    @Test
    void partsOfMatricesAreMultipliedAndTheRestIsLeft() {
        Matrix large = matrix(4, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9);

        Sgemm.multiply(a.from(0, 1), b.from(1, 0), large.from(1, 2), 2, 2, 2);

        assertThat(floats(large, 12)).containsExactly(9, 9, 9, 9, 9, 9, 4, 1, 9, 9, 10, 1);
    }

    @Test
    void nothingIsWrittenWhereThereAreNoRows() {
        Sgemm.multiply(a, b, c, 0, 3, 2);
        assertThat(floats(c, 4)).containsExactly(10, 20, 30, 40);
    }

    /** What a thread finds that has no candidate in a step. */
    @Test
    void productOverNothingIsZero() {
        Sgemm.multiply(a, b, c, 2, 0, 2);
        assertThat(floats(c, 4)).containsExactly(0, 0, 0, 0);
    }

    private Matrix matrix(int columns, float... values) {
        Matrix matrix = memory.matrix(values.length / columns, columns);
        matrix.put(0, 0, values, 0, values.length);
        return matrix;
    }

    private static float[] floats(Matrix matrix, int count) {
        float[] floats = new float[count];
        matrix.get(0, 0, floats, 0, count);
        return floats;
    }
}
