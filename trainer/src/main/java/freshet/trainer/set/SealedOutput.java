package freshet.trainer.set;

import freshet.model.text.Sha256;
import freshet.trainer.column.IntColumn;
import freshet.trainer.column.LongColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * Writes numbers, little-endian, and bytes into a new file, and behind them the SHA-256 of all of
 * it. For one thread.
 */
final class SealedOutput implements AutoCloseable {
    /** Bytes of the hash at the end. */
    static final int SEAL_BYTES = 32;

    private final MessageDigest sha256 = Sha256.digest();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final FileChannel file;
    private long size;

    /** @param file does not exist yet */
    SealedOutput(Path file) throws IOException {
        this.file = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Bytes written so far. */
    long size() {
        return size;
    }

    void number(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    void number(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    void column(LongColumn values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            number(values.get(i));
        }
    }

    void column(IntColumn values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            number(values.get(i));
        }
    }

    void bytes(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, buffer.capacity());
            room(count).put(bytes, at, count);
            at += count;
        }
    }

    /** Writes the hash and forces all of it to the disk. */
    void seal() throws IOException {
        flush();
        buffer.put(sha256.digest());
        buffer.flip();
        writeBuffer();
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        size += bytes;
        return buffer;
    }

    private void flush() throws IOException {
        buffer.flip();
        sha256.update(buffer.array(), 0, buffer.limit());
        writeBuffer();
    }

    private void writeBuffer() throws IOException {
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }
}
