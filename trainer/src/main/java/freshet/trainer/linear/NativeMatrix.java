package freshet.trainer.linear;

import java.nio.FloatBuffer;

/**
 * A row-major matrix of floats outside of Java's heap, or a part of one that begins at some row and
 * column. Products work on it in place, while of a Java array OpenBLAS's bindings copy the whole
 * there and back at every call. Loops over its elements belong on a Java array, which the JIT
 * compiler vectorises: {@link #get} and {@link #put} copy a stretch of a row. Immutable but for the
 * floats; threads may share it as far as they write to different ones.
 */
public final class NativeMatrix {
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

    /** The same floats from a row and column on. */
    public NativeMatrix from(int row, int column) {
        return new NativeMatrix(owner, memory, address, stride, first + row * stride + column);
    }

    /** Copies {@code count} floats of a row, which begin at a column. */
    public void get(int row, int column, float[] into, int at, int count) {
        owner.check();
        memory.get(first + row * stride + column, into, at, count);
    }

    /** Writes {@code count} floats of a row, which begin at a column. */
    public void put(int row, int column, float[] values, int at, int count) {
        owner.check();
        memory.put(first + row * stride + column, values, at, count);
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
