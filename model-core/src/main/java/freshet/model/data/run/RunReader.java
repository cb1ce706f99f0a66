package freshet.model.data.run;

import freshet.model.data.ItemNumbers;
import freshet.model.data.Session;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a run, session by session; one buffer of it is in memory, and its item ids. For one thread.
 */
final class RunReader implements AutoCloseable {
    private final FileChannel file;
    private final RunTotals totals;
    private final List<String> ids = new ArrayList<>();
    private final int[] numbers; // of all runs, by those of this one
    private final SessionCursor sessions;

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
            this.sessions = new SessionCursor(file, 0, sessionBytes);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
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
        return sessions.advance();
    }

    /** When the session starts, milliseconds since 1970. */
    long start() {
        return sessions.start();
    }

    /** The session's key. */
    String key() {
        return sessions.key();
    }

    /** How many events the session has. */
    int events() {
        return sessions.events();
    }

    /** The number of an event's item, in all runs. */
    int item(int event) {
        return numbers[sessions.item(event)];
    }

    /** When an event was, milliseconds since 1970. */
    long time(int event) {
        return sessions.time(event);
    }

    /** The session. */
    Session session() {
        return sessions.session(ids::get);
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
