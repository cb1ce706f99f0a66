package freshet.trainer.linear;

import static org.bytedeco.openblas.global.openblas.LAPACKE_spotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotri;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A symmetric matrix of floats outside of Java's heap that LAPACK, as OpenBLAS brings it, inverts
 * in place: Cholesky's factorisation (spotrf), and the inverse from it (spotri). On one thread,
 * which makes the result repeatable. For one thread until it is inverted; then threads may share
 * it.
 */
public final class PositiveDefiniteMatrix implements AutoCloseable {
    /** The largest order: more rows have more elements than LAPACK's integers count. */
    public static final int LARGEST = 46_340;

    private static final int TILE = 64; // rows and columns that are mirrored at once
    private static final byte LOWER = 'L'; // of columns, which is the upper triangle of rows

    static {
        blas_set_num_threads(1);
    }

    private final Pointer block;
    private final FloatBuffer[] rows; // (order), each of order floats

    /**
     * A matrix of zeros.
     *
     * @param order rows, and columns; from 1 to {@link #LARGEST}
     * @throws OutOfMemoryError if the system does not give the memory
     */
    public PositiveDefiniteMatrix(int order) {
        if (order < 1 || order > LARGEST) {
            throw new IllegalArgumentException("a matrix of " + order + " rows; it has from 1 to " + LARGEST);
        }
        this.block = Pointer.malloc(bytes(order));
        if (block == null || block.isNull()) {
            throw new OutOfMemoryError(
                    "the system gives no " + bytes(order) + " bytes for a matrix of " + order + " rows");
        }
        Pointer.memset(block, 0, bytes(order));
        this.rows = IntStream.range(0, order)
                .mapToObj(row -> new FloatAddress(block.address() + bytes(row, order), order).asBuffer())
                .toArray(FloatBuffer[]::new);
    }

    /** Bytes that a matrix of this order takes. */
    public static long bytes(int order) {
        return bytes(order, order);
    }

    private static long bytes(int rows, int columns) {
        return (long) rows * columns * Float.BYTES;
    }

    /** Rows, and columns. */
    public int order() {
        return rows.length;
    }

    /**
     * Writes a row from the diagonal on; what is left of it mirrors the other rows.
     *
     * @param values of the whole row (order)
     */
    public void putRow(int row, float[] values) {
        rows[row].put(row, values, row, order() - row);
    }

    /** Copies a row of what {@link #invert} left. */
    public void getRow(int row, float[] into) {
        rows[row].get(0, into, 0, order());
    }

    /** An element of what {@link #invert} left. */
    public float get(int row, int column) {
        return rows[row].get(column);
    }

    /**
     * Puts the inverse into the place of the matrix.
     *
     * @throws ArithmeticException if the matrix is not positive definite
     */
    public void invert() {
        FloatPointer first = new FloatAddress(block.address(), order());
        int order = order();
        require(LAPACKE_spotrf(LAPACK_COL_MAJOR, LOWER, order, first, order));
        require(LAPACKE_spotri(LAPACK_COL_MAJOR, LOWER, order, first, order));
        for (int row = 0; row < order; row += TILE) {
            for (int column = row; column < order; column += TILE) {
                mirror(row, column);
            }
        }
    }

    private void require(int info) {
        if (info != 0) {
            throw new ArithmeticException("the matrix of " + order() + " rows is not positive definite"
                    + (info > 0 ? ", as row " + info + " shows" : ": it has a value that is no number"));
        }
    }

    /** Copies a tile at or right of the diagonal to its mirrored place. */
    private void mirror(int fromRow, int fromColumn) {
        int height = Math.min(TILE, order() - fromRow);
        int width = Math.min(TILE, order() - fromColumn);
        float[] line = new float[TILE];
        for (int column = fromColumn; column < fromColumn + width; column++) {
            int count = Math.min(height, column - fromRow); // above the diagonal
            for (int i = 0; i < count; i++) {
                line[i] = rows[fromRow + i].get(column);
            }
            rows[column].put(fromRow, line, 0, count);
        }
    }

    @Override
    public void close() {
        Pointer.free(block);
    }

    /** Tells LAPACK and buffers where floats begin; owns no memory. */
    private static final class FloatAddress extends FloatPointer {

        FloatAddress(long address, int floats) {
            this.address = address;
            this.limit = floats;
            this.capacity = floats;
        }
    }
}
