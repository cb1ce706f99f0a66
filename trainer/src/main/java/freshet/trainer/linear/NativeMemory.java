package freshet.trainer.linear;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory outside of Java's heap for matrices, given back all at once. No matrix of it may be used after that. For one thread, though the
 * matrices may go to others.
 */
public final class NativeMemory implements AutoCloseable {
    private static final int LINE = 16; // floats in a line of the cache

    private final List<FloatPointer> blocks = new ArrayList<>();

    /** A matrix of zeros, which begins at the start of a line of the cache. */
    public NativeMatrix matrix(int rows, int columns) {
        int floats = Math.multiplyExact(rows, columns);
        FloatPointer block = new FloatPointer(floats + (long) LINE);
        blocks.add(block);
        Pointer.memset(block, 0, block.capacity() * Float.BYTES);
        FloatBuffer memory = block.asBuffer();
        int past = (int) (block.address() / Float.BYTES % LINE);
        return new NativeMatrix(memory, block.address(), columns, (LINE - past) % LINE);
    }

    @Override
    public void close() {
        blocks.forEach(Pointer::deallocate);
        blocks.clear();
    }
}
