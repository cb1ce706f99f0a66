package freshet.trainer.linear;

import java.util.Locale;

/** What computes the products of matrices. All give the same sums but for rounding. */
public enum ProductKernel {
    /** OpenBLAS, with the kernels that it has for this processor. */
    OPENBLAS {
        @Override
        public MatrixMemory memory() {
            return new NativeMemory();
        }
    },
    /** Freshet's own, by Java's Vector API. */
    VECTOR {
        @Override
        public MatrixMemory memory() {
            return new HeapMemory();
        }
    };

    private static final String MODULE = "jdk.incubator.vector";

    /** Memory for matrices that this one multiplies. */
    public abstract MatrixMemory memory();

    /** Whether this JVM can compute with it: the Vector API is a module that it is started with. */
    public boolean present() {
        return this != VECTOR || ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** As it is written in settings and bundles. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
