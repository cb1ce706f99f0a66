package freshet.trainer.linear;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory outside of Java's heap; each matrix begins at the start of a line of the cache. For one
 * thread, though the matrices may go to others.
 */
final class NativeMemory implements MatrixMemory {
    private static final int LINE = 16; // floats in a line of the cache

    private final List<FloatPointer> blocks = new ArrayList<>();
    private boolean closed;

    @Override
    public NativeMatrix matrix(int rows, int columns) {
        check();
        int floats = Math.multiplyExact(rows, columns);
        FloatPointer block = new FloatPointer(floats + (long) LINE);
        blocks.add(block);
        Pointer.memset(block, 0, block.capacity() * Float.BYTES);
        FloatBuffer memory = block.asBuffer();
        int past = (int) (block.address() / Float.BYTES % LINE);
        return new NativeMatrix(this, memory, block.address(), columns, (LINE - past) % LINE);
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
        blocks.forEach(Pointer::deallocate);
        blocks.clear();
    }
}
