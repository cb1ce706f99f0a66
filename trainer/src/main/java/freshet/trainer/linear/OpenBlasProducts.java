package freshet.trainer.linear;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Products by OpenBLAS, one thread per call; several threads may call at once. Loading this class
 * sets OpenBLAS to one thread for the whole process, which makes sums repeatable.
 */
final class OpenBlasProducts {
    static {
        blas_set_num_threads(1);
    }

    private OpenBlasProducts() {}

    /** As {@link Matrix#product}. */
    static void product(
            boolean transposeA,
            boolean transposeB,
            NativeMatrix a,
            NativeMatrix b,
            boolean add,
            NativeMatrix c,
            int m,
            int k,
            int n) {
        if (m > 0 && n > 0) {
            cblas_sgemm(
                    CblasRowMajor,
                    transposeA ? CblasTrans : CblasNoTrans,
                    transposeB ? CblasTrans : CblasNoTrans,
                    m,
                    n,
                    k,
                    1f,
                    new FloatAddress(a),
                    a.stride(),
                    new FloatAddress(b),
                    b.stride(),
                    add ? 1f : 0f,
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
