package freshet.lab.cluster.slowstore;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * Gives a file's bytes no sooner than a rate allows, and ends at an interrupt, as the clients of
 * object stores do. For one thread.
 */
final class SlowInputStream extends FSDataInputStream {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int READS_PER_SECOND = 10; // so that bytes trickle

    private final FSDataInputStream file;
    private final long bytesPerSecond;
    private final long start = System.nanoTime();
    private long given;

    SlowInputStream(FSDataInputStream file, long bytesPerSecond) {
        this.file = file;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public int read() throws IOException {
        awaitTurn(1);
        int value = file.read();
        given++;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int part = (int) Math.min(length, Math.max(1, bytesPerSecond / READS_PER_SECOND));
        awaitTurn(part);
        int read = file.read(target, offset, part);
        given += Math.max(0, read);
        return read;
    }

    private void awaitTurn(int bytes) throws IOException {
        long due = start + (given + bytes) * NANOS / bytesPerSecond;
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime()); // the rate is what this stream is for
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted after " + given + " bytes");
        }
    }

    @Override
    public void seek(long position) throws IOException {
        file.seek(position);
    }

    @Override
    public long getPos() throws IOException {
        return file.getPos();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
