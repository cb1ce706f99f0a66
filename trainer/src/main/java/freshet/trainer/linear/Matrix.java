package freshet.trainer.linear;

/**
 * A row-major matrix of floats, or a part of one that begins at some row and column, where the
 * products of its {@link ProductKernel} reach it. Loops over its elements belong on a Java array,
 * which the JIT compiler vectorises: {@link #get} and {@link #put} copy a stretch of a row.
 * Immutable but for the floats; threads may share it as far as they write to different ones.
 */
public abstract sealed class Matrix permits NativeMatrix, HeapMatrix {

    /** The same floats from a row and column on. */
    public abstract Matrix from(int row, int column);

    /** Copies {@code count} floats of a row, which begin at a column. */
    public abstract void get(int row, int column, float[] into, int at, int count);

    /** Writes {@code count} floats of a row, which begin at a column. */
    public abstract void put(int row, int column, float[] values, int at, int count);

    /**
     * This (m,n) becomes a product, or has it added. All three matrices have one kernel. Without
     * rows or columns nothing is written; a product over nothing is zero.
     *
     * @param a (m,k), or (k,m) if it is to be transposed
     * @param b (k,n), or (n,k) if it is to be transposed; not both are
     */
    abstract void product(boolean transposeA, boolean transposeB, Matrix a, Matrix b, boolean add, int m, int k, int n);
}
