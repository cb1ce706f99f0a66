package freshet.trainer.linear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SgemmTest {
    private static final float[] A = {1, 2, 3, 4, 5, 6}; // (2,3)
    private static final float[] B = {1, 0, 2, -1, 0, 1}; // (3,2)
    private static final float[] A_B = {5, 1, 14, 1}; // (2,2), by hand

    @Test
    void productOfTwoMatrices() {
        float[] c = new float[4];
        Sgemm.multiply(A, B, c, 2, 3, 2);
        assertThat(c).containsExactly(A_B);
    }

    @Test
    void productByTheTransposedOfTheRightOne() {
        float[] bTransposed = {1, 2, 0, 0, -1, 1}; // (2,3)
        float[] c = new float[4];
        Sgemm.multiplyByTransposed(A, bTransposed, c, 2, 3, 2);
        assertThat(c).containsExactly(A_B);
    }

    @Test
    void productOfTheTransposedOfTheLeftOne() {
        float[] aTransposed = {1, 4, 2, 5, 3, 6}; // (3,2)
        float[] c = new float[4];
        Sgemm.multiplyTransposed(aTransposed, B, c, 2, 3, 2);
        assertThat(c).containsExactly(A_B);
    }

    @Test
    void productsThatAreAdded() {
        float[] aTransposed = {1, 4, 2, 5, 3, 6}; // (3,2)
        float[] bTransposed = {1, 2, 0, 0, -1, 1}; // (2,3)
        float[] c = {10, 20, 30, 40};
        Sgemm.addTransposedProduct(aTransposed, B, c, 2, 3, 2);
        assertThat(c).containsExactly(15, 21, 44, 41);
        Sgemm.addProductByTransposed(A, bTransposed, c, 2, 3, 2);
        assertThat(c).containsExactly(20, 22, 58, 42);
    }

    @Test
    void whatTheResultHeldIsOverwrittenAndTheRestOfALongerArrayIsLeft() {
        float[] c = {9, Float.NaN, 9, 9, 7};
        Sgemm.multiply(A, B, c, 2, 3, 2);
        assertThat(c).containsExactly(5, 1, 14, 1, 7);
    }
}
