package freshet.trainer.linear;

/** Java arrays; the garbage collector takes them back. */
final class HeapMemory implements MatrixMemory {
    private final ThreadLocal<VectorProducts> products = ThreadLocal.withInitial(VectorProducts::new);
    private volatile boolean closed;

    @Override
    public HeapMatrix matrix(int rows, int columns) {
        check();
        return new HeapMatrix(this, new float[Math.multiplyExact(rows, columns)], columns, 0);
    }

    /** What the calling thread multiplies with. */
    VectorProducts products() {
        return products.get();
    }

    /** @throws IllegalStateException if the memory was given back */
    void check() {
        if (closed) {
            throw new IllegalStateException("a matrix is used after its memory was closed; close it last");
        }
    }

    @Override
    public void close() {
        closed = true;
        products.remove();
    }
}
