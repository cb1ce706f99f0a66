package freshet.trainer.linear;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

/**
 * Products of row-major float matrices by OpenBLAS, one thread per call. Every array may be longer than its matrix. Loading
 * this class sets OpenBLAS to one thread for the whole process, which makes sums repeatable.
 */
public final class Sgemm {
    static {
        blas_set_num_threads(1);
    }

    private Sgemm() {}

    /** A (m,k) · B (k,n) → C (m,n). */
    public static void multiply(float[] a, float[] b, float[] c, int m, int k, int n) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1f, a, k, b, n, 0f, c, n);
    }

    /** A (m,k) · B (n,k)ᵀ → C (m,n). */
    public static void multiplyByTransposed(float[] a, float[] b, float[] c, int m, int k, int n) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1f, a, k, b, k, 0f, c, n);
    }

    /** A (k,m)ᵀ · B (k,n) → C (m,n). */
    public static void multiplyTransposed(float[] a, float[] b, float[] c, int m, int k, int n) {
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, 1f, a, m, b, n, 0f, c, n);
    }

    /** C (m,n) + A (k,m)ᵀ · B (k,n) → C. */
    public static void addTransposedProduct(float[] a, float[] b, float[] c, int m, int k, int n) {
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, 1f, a, m, b, n, 1f, c, n);
    }

    /** C (m,n) + A (m,k) · B (n,k)ᵀ → C. */
    public static void addProductByTransposed(float[] a, float[] b, float[] c, int m, int k, int n) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1f, a, k, b, k, 1f, c, n);
    }
}
