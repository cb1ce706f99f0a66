package freshet.trainer.linear;

import java.nio.FloatBuffer;

/**
 * A matrix outside of Java's heap. Products by OpenBLAS work on it in place, while of a Java array
 * its bindings copy the whole there and back at every call.
 */
final class NativeMatrix extends Matrix {
    private final NativeMemory owner;
    private final FloatBuffer memory;
    private final long address; // of the memory
    private final int stride; // floats from one row to the next
    private final int first; // where in the memory this one begins

    NativeMatrix(NativeMemory owner, FloatBuffer memory, long address, int stride, int first) {
        this.owner = owner;
        this.memory = memory;
        this.address = address;
        this.stride = stride;
        this.first = first;
    }

    @Override
    public NativeMatrix from(int row, int column) {
        return new NativeMatrix(owner, memory, address, stride, first + row * stride + column);
    }

    @Override
    public void get(int row, int column, float[] into, int at, int count) {
        owner.check();
        memory.get(first + row * stride + column, into, at, count);
    }

    @Override
    public void put(int row, int column, float[] values, int at, int count) {
        owner.check();
        memory.put(first + row * stride + column, values, at, count);
    }

    @Override
    void product(boolean transposeA, boolean transposeB, Matrix a, Matrix b, boolean add, int m, int k, int n) {
        OpenBlasProducts.product(transposeA, transposeB, (NativeMatrix) a, (NativeMatrix) b, add, this, m, k, n);
    }

    int stride() {
        return stride;
    }

    /** Where a product begins to read or write. */
    long firstAddress() {
        owner.check();
        return address + (long) first * Float.BYTES;
    }
}
