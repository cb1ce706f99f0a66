package freshet.model.data.run;

import freshet.model.data.ItemNumbers;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a run, session by session; one buffer of it is in memory, and its item ids. For one thread.
 */
final class RunReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int HEAD_BYTES = Integer.BYTES + Long.BYTES;

    private final FileChannel file;
    private final RunTotals totals;
    private final List<String> ids = new ArrayList<>();
    private final int[] numbers; // of all runs, by those of this one
    private long left; // sessions that were not read
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long start;
    private int from; // where the session's bytes are in the buffer
    private int end;
    private boolean skimmed;
    private int events;
    private int keyAt;
    private int[] items = {};
    private long[] times = {};

    /** @param all numbers the ids of all runs */
    RunReader(Path path, ItemNumbers all) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            long tail = file.size() - RunWriter.END_NUMBERS * Long.BYTES;
            if (tail < 0) {
                throw new EOFException(path + " has " + file.size() + " bytes; it is no whole run");
            }
            ByteBuffer last = bytes(tail, RunWriter.END_NUMBERS * Long.BYTES);
            int idCount = Math.toIntExact(last.getLong());
            this.totals = new RunTotals(last.getLong(), last.getLong(), last.getLong());
            long sessionBytes = last.getLong();
            ByteSource texts = new ByteSource(
                    bytes(sessionBytes, Math.toIntExact(tail - sessionBytes)).array());
            this.numbers = new int[idCount];
            for (int number = 0; number < idCount; number++) {
                ids.add(texts.text());
                numbers[number] = all.of(ids.get(number));
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        this.left = totals.sessions();
        file.position(0);
    }

    /** What the run holds. */
    RunTotals totals() {
        return totals;
    }

    /**
     * Goes to the next session.
     *
     * @return whether there is one
     */
    boolean advance() throws IOException {
        if (left == 0) {
            return false;
        }
        left--;
        require(HEAD_BYTES);
        int length = buffer.getInt();
        start = buffer.getLong();
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

    /** The number of an event's item, in all runs. */
    int item(int event) {
        skim();
        return numbers[items[event]];
    }

    /** When an event was, milliseconds since 1970. */
    long time(int event) {
        skim();
        return times[event];
    }

    /** The session. */
    Session session() {
        ByteSource source = new ByteSource(buffer.array(), from, end);
        List<ItemEvent> read = EventBytes.read(source, source.count(), start, () -> ids.get((int) source.number()));
        return new Session(source.text(), read);
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
        if (count > buffer.capacity()) {
            int position = buffer.position();
            int limit = buffer.limit();
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), Math.addExact(count, count)))
                    .position(position)
                    .limit(limit);
        }
        buffer.compact();
        while (buffer.position() < count) {
            if (file.read(buffer) < 0) {
                throw new EOFException("a run ends within a session");
            }
        }
        buffer.flip();
    }

    private ByteBuffer bytes(long at, int count) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(count);
        while (read.hasRemaining()) {
            if (file.read(read, at + read.position()) < 0) {
                throw new EOFException("a run ends before its end");
            }
        }
        return read.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
