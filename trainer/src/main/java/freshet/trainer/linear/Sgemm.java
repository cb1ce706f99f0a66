package freshet.trainer.linear;

/**
 * Products of row-major float matrices by their {@link ProductKernel}, one thread per call; several
 * threads may call at once. A matrix may be larger than what takes part, which is its first rows
 * and columns. The same floats in the same shapes give the same sums.
 */
public final class Sgemm {
    private Sgemm() {}

    /** A (m,k) · B (k,n) → C (m,n). */
    public static void multiply(Matrix a, Matrix b, Matrix c, int m, int k, int n) {
        c.product(false, false, a, b, false, m, k, n);
    }

    /** A (m,k) · B (n,k)ᵀ → C (m,n). */
    public static void multiplyByTransposed(Matrix a, Matrix b, Matrix c, int m, int k, int n) {
        c.product(false, true, a, b, false, m, k, n);
    }

    /** A (k,m)ᵀ · B (k,n) → C (m,n). */
    public static void multiplyTransposed(Matrix a, Matrix b, Matrix c, int m, int k, int n) {
        c.product(true, false, a, b, false, m, k, n);
    }

    /** C (m,n) + A (m,k) · B (k,n) → C. */
    public static void addProduct(Matrix a, Matrix b, Matrix c, int m, int k, int n) {
        c.product(false, false, a, b, true, m, k, n);
    }

    /** C (m,n) + A (k,m)ᵀ · B (k,n) → C. */
    public static void addTransposedProduct(Matrix a, Matrix b, Matrix c, int m, int k, int n) {
        c.product(true, false, a, b, true, m, k, n);
    }

    /** C (m,n) + A (m,k) · B (n,k)ᵀ → C. */
    public static void addProductByTransposed(Matrix a, Matrix b, Matrix c, int m, int k, int n) {
        c.product(false, true, a, b, true, m, k, n);
    }
}
