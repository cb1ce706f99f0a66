package freshet.model.data.run;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Goes through the sessions in a stretch of a file, which are as {@link RunWriter} describes them;
 * one buffer of them is in memory. For one thread; several may share the file.
 */
final class SessionCursor {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int HEAD_BYTES = Integer.BYTES + Long.BYTES;

    private final FileChannel file;
    private final long to;
    private long at; // of the file, behind what is in the buffer
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long start;
    private int from; // where the session's bytes are in the buffer, behind its head
    private int end;
    private boolean skimmed;
    private int events;
    private int keyAt;
    private int[] items = {};
    private long[] times = {};

    /** The bytes in {@code [from, to)} of the file. */
    SessionCursor(FileChannel file, long from, long to) {
        this.file = file;
        this.at = from;
        this.to = to;
    }

    /**
     * Goes to the next session.
     *
     * @return whether there is one
     */
    boolean advance() throws IOException {
        if (at == to && !buffer.hasRemaining()) {
            return false;
        }
        require(HEAD_BYTES);
        int length = buffer.getInt();
        start = buffer.getLong();
        if (length < 0) {
            throw new EOFException("a run has a session of " + length + " bytes");
        }
        require(length);
        from = buffer.position();
        end = from + length;
        buffer.position(end);
        skimmed = false;
        return true;
    }

    /** When the session starts, milliseconds since 1970. */
    long start() {
        return start;
    }

    /** The session's key. */
    String key() {
        skim();
        return new ByteSource(buffer.array(), keyAt, end).text();
    }

    /** How many events the session has. */
    int events() {
        skim();
        return events;
    }

    /** The number of an event's item. */
    int item(int event) {
        skim();
        return items[event];
    }

    /** When an event was, milliseconds since 1970. */
    long time(int event) {
        skim();
        return times[event];
    }

    /**
     * The session.
     *
     * @param ids of its items, by their numbers
     */
    Session session(IntFunction<String> ids) {
        ByteSource source = new ByteSource(buffer.array(), from, end);
        List<ItemEvent> read = EventBytes.read(source, source.count(), start, () -> ids.apply((int) source.number()));
        return new Session(source.text(), read);
    }

    /** Writes the session as it was read. */
    void writeTo(OutputStream out) throws IOException {
        out.write(ByteBuffer.allocate(HEAD_BYTES)
                .putInt(end - from)
                .putLong(start)
                .array());
        out.write(buffer.array(), from, end - from);
    }

    private void skim() {
        if (skimmed) {
            return;
        }
        ByteSource source = new ByteSource(buffer.array(), from, end);
        events = source.count();
        if (events > items.length) {
            items = new int[2 * events];
            times = new long[2 * events];
        }
        EventBytes.skim(source, events, start, items, times);
        keyAt = source.at();
        skimmed = true;
    }

    /** Reads on until some bytes are in the buffer. */
    private void require(int count) throws IOException {
        if (buffer.remaining() >= count) {
            return;
        }
        if (count > buffer.remaining() + to - at) {
            throw new EOFException("a run ends within a session");
        }
        if (count > buffer.capacity()) {
            int position = buffer.position();
            int limit = buffer.limit();
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), Math.addExact(count, count)))
                    .position(position)
                    .limit(limit);
        }
        buffer.compact();
        buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + to - at));
        while (buffer.position() < count) {
            int read = file.read(buffer, at);
            if (read < 0) {
                throw new EOFException("a run ends within a session");
            }
            at += read;
        }
        buffer.flip();
    }
}
