package freshet.trainer.linear;

/**
 * Memory for matrices of one {@link ProductKernel}, given back all at once; a matrix of it that is
 * used after that throws. For one thread, though the matrices may go to others.
 */
public interface MatrixMemory extends AutoCloseable {

    /** A matrix of zeros. */
    Matrix matrix(int rows, int columns);

    @Override
    void close();
}
