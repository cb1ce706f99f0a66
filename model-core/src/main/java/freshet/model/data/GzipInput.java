package freshet.model.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Uncompresses every member of a gzip stream (RFC 1952) and refuses all that {@code gzip -t}
 * refuses. Zero bytes after the last member are padding, as gzip takes them. Not the JDK's
 * GZIPInputStream: that ends without a word where a later member cannot be read. For one thread.
 */
final class GzipInput extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    private static final int AFTER_FLAGS = 6; // time, extra flags, operating system
    private static final int SHORT_BYTES = 2;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true); // without zlib's header
    private final CRC32 contentCrc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private final byte[] stored = new byte[BUFFER_BYTES];
    private final byte[] single = new byte[1];
    private int at;
    private int end;
    private long member; // number of the one that is read, from 1
    private boolean ended;

    /**
     * Reads the first member's header.
     *
     * @param in is closed with this stream
     * @throws EOFException if it ends in the header
     * @throws ZipException if the header is damaged
     */
    GzipInput(InputStream in) throws IOException {
        this.in = in;
        header(next());
    }

    /** Whether a stream begins as gzip does. */
    static boolean begins(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == MAGIC_1 && (bytes[1] & 0xff) == MAGIC_2;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                contentCrc.update(bytes, offset, count);
                return count;
            }
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                trailer();
                following();
            } else if (inflater.needsInput()) {
                refill();
                inflater.setInput(stored, 0, end);
            } else {
                throw damaged("its data wants a dictionary");
            }
        }
        return length == 0 ? 0 : -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private void trailer() throws IOException {
        if (number(Integer.BYTES) != contentCrc.getValue()) {
            throw damaged("its checksum differs");
        }
        if (number(Integer.BYTES) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw damaged("its length differs");
        }
    }

    /** What comes after a member: another one, zero bytes alone, or the end. */
    private void following() throws IOException {
        if (!more()) {
            ended = true;
            return;
        }
        int first = next();
        if (first != 0) {
            header(first);
            return;
        }
        while (more()) {
            if (next() != 0) {
                throw afterMember();
            }
        }
        ended = true;
    }

    private void header(int first) throws IOException {
        headerCrc.reset();
        headerCrc.update(first);
        if (first != MAGIC_1 || next() != MAGIC_2) {
            throw afterMember();
        }
        member++;
        if (next() != DEFLATE) {
            throw damaged("its method is unknown");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw damaged("its header has unknown flags");
        }
        number(AFTER_FLAGS);
        if ((flags & EXTRA) != 0) {
            long length = number(SHORT_BYTES);
            for (long i = 0; i < length; i++) {
                next();
            }
        }
        if ((flags & NAME) != 0) {
            text();
        }
        if ((flags & COMMENT) != 0) {
            text();
        }
        long crc = headerCrc.getValue() & 0xffff;
        if ((flags & HEADER_CRC) != 0 && number(SHORT_BYTES) != crc) {
            throw damaged("its header's checksum differs");
        }
        contentCrc.reset();
        inflater.reset();
        inflater.setInput(stored, at, end - at);
    }

    /** Passes over a text that a zero byte ends. */
    private void text() throws IOException {
        int last;
        do {
            last = next();
        } while (last != 0);
    }

    /** A number of some bytes, the lowest first. */
    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << Byte.SIZE * i;
        }
        return number;
    }

    private int next() throws IOException {
        if (at == end) {
            refill();
        }
        int next = stored[at++] & 0xff;
        headerCrc.update(next);
        return next;
    }

    private boolean more() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(in.read(stored), 0);
        }
        return at < end;
    }

    private void refill() throws IOException {
        at = end;
        if (!more()) {
            throw new EOFException("gzip member " + Math.max(1, member) + " ends too soon");
        }
    }

    private ZipException damaged(String reason) {
        return new ZipException("member " + member + ": " + reason);
    }

    private ZipException afterMember() {
        return new ZipException("after member " + member + " come bytes that are no gzip");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
