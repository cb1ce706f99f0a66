package freshet.model.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * Tells how many bytes have been read of a stream that is read in whole buffers alone. For one
 * thread.
 */
final class CountedInput extends FilterInputStream {
    private final LongConsumer progress;
    private long done;

    CountedInput(InputStream in, LongConsumer progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        done += Math.max(count, 0);
        progress.accept(done);
        return count;
    }

    /** Not known: the JDK asks a pipe for its position, which fails with "Illegal seek". */
    @Override
    public int available() {
        return 0;
    }
}
