package freshet.trainer.set;

import freshet.model.text.Sha256;
import freshet.trainer.column.MappedBytes;
import freshet.trainer.column.MappedInts;
import freshet.trainer.column.MappedLongs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * Reads a file of {@link SealedOutput} from its beginning on: its columns are mapped. For one
 * thread.
 */
final class SealedInput implements AutoCloseable {
    private final FileChannel file;
    private final long size; // without the hash
    private long at;

    /** @throws SetException if it is too short to have been written whole */
    SealedInput(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        this.size = file.size() - SealedOutput.SEAL_BYTES;
    }

    /** Whether the bytes are those that were written: all of them are read. */
    boolean isSound() throws IOException {
        MessageDigest sha256 = Sha256.digest();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        long left = size;
        long from = 0;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int count = file.read(buffer, from);
            if (count < 0) {
                return false;
            }
            sha256.update(buffer.array(), 0, count);
            from += count;
            left -= count;
        }
        return size >= 0 && MessageDigest.isEqual(sha256.digest(), bytesAt(size, SealedOutput.SEAL_BYTES));
    }

    /** Bytes that were not read yet. */
    long left() {
        return size - at;
    }

    long number() throws IOException {
        return ByteBuffer.wrap(bytes(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** @param count at most {@link #left} */
    byte[] bytes(int count) throws IOException {
        at += count;
        return bytesAt(at - count, count);
    }

    /** @param count so many that their bytes are left */
    MappedLongs longs(int count) throws IOException {
        at += (long) count * Long.BYTES;
        return MappedLongs.of(file, MapMode.READ_ONLY, at - (long) count * Long.BYTES, count);
    }

    /** @param count so many that their bytes are left */
    MappedInts ints(int count) throws IOException {
        at += (long) count * Integer.BYTES;
        return MappedInts.of(file, MapMode.READ_ONLY, at - (long) count * Integer.BYTES, count);
    }

    /** @param count at most {@link #left} */
    void skip(long count) {
        at += count;
    }

    /** The bytes before the hash. */
    MappedBytes all() throws IOException {
        return MappedBytes.of(file, size);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private byte[] bytesAt(long from, int count) throws IOException {
        file.position(from);
        InputStream in = Channels.newInputStream(file);
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new SetException("it ends after " + file.size() + " bytes");
        }
        return bytes;
    }
}
