package freshet.trainer.linear;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Products of row-major float matrices by OpenBLAS, one thread per call; several threads may call
 * at once. A matrix may be larger than what takes part, which is its first rows and columns.
 * Loading this class sets OpenBLAS to one thread for the whole process, which makes sums
 * repeatable.
 */
public final class Sgemm {
    static {
        blas_set_num_threads(1);
    }

    private Sgemm() {}

    /** A (m,k) · B (k,n) → C (m,n). */
    public static void multiply(NativeMatrix a, NativeMatrix b, NativeMatrix c, int m, int k, int n) {
        product(CblasNoTrans, CblasNoTrans, a, b, 0f, c, m, k, n);
    }

    /** A (m,k) · B (n,k)ᵀ → C (m,n). */
    public static void multiplyByTransposed(NativeMatrix a, NativeMatrix b, NativeMatrix c, int m, int k, int n) {
        product(CblasNoTrans, CblasTrans, a, b, 0f, c, m, k, n);
    }

    /** A (k,m)ᵀ · B (k,n) → C (m,n). */
    public static void multiplyTransposed(NativeMatrix a, NativeMatrix b, NativeMatrix c, int m, int k, int n) {
        product(CblasTrans, CblasNoTrans, a, b, 0f, c, m, k, n);
    }

    /** C (m,n) + A (m,k) · B (k,n) → C. */
    public static void addProduct(NativeMatrix a, NativeMatrix b, NativeMatrix c, int m, int k, int n) {
        product(CblasNoTrans, CblasNoTrans, a, b, 1f, c, m, k, n);
    }

    /** C (m,n) + A (k,m)ᵀ · B (k,n) → C. */
    public static void addTransposedProduct(NativeMatrix a, NativeMatrix b, NativeMatrix c, int m, int k, int n) {
        product(CblasTrans, CblasNoTrans, a, b, 1f, c, m, k, n);
    }

    /** C (m,n) + A (m,k) · B (n,k)ᵀ → C. */
    public static void addProductByTransposed(NativeMatrix a, NativeMatrix b, NativeMatrix c, int m, int k, int n) {
        product(CblasNoTrans, CblasTrans, a, b, 1f, c, m, k, n);
    }

    private static void product(
            int transA, int transB, NativeMatrix a, NativeMatrix b, float beta, NativeMatrix c, int m, int k, int n) {
        if (m > 0 && n > 0) {
            cblas_sgemm(
                    CblasRowMajor,
                    transA,
                    transB,
                    m,
                    n,
                    k,
                    1f,
                    new FloatAddress(a),
                    a.stride(),
                    new FloatAddress(b),
                    b.stride(),
                    beta,
                    new FloatAddress(c),
                    c.stride());
        }
    }

    /** Tells OpenBLAS where a matrix begins; owns no memory. */
    private static final class FloatAddress extends FloatPointer {

        FloatAddress(NativeMatrix matrix) {
            this.address = matrix.firstAddress();
        }
    }
}
