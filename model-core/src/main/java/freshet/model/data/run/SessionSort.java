package freshet.model.data.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts sessions that are bytes by {@link SessionRecord#BY_START}: as many as fit into memory at
 * once, then these stretches, which wait in a file, into one. For one use, on one thread.
 */
final class SessionSort implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private static final Comparator<SessionCursor> BY_START =
            Comparator.comparingLong(SessionCursor::start).thenComparing(SessionCursor::key);

    /**
     * A session in memory.
     *
     * @param start when it starts, milliseconds since 1970
     * @param from where it begins, its head included
     * @param keyAt where its key is
     * @param to where it ends
     */
    private record Place(long start, int from, int keyAt, int to) {}

    private final int memory;
    private final FileChannel file;
    private final List<Long> ends = new ArrayList<>(); // of the stretches in the file
    private final ByteSink sink = new ByteSink(BUFFER_BYTES);
    private final List<Place> places = new ArrayList<>();

    /**
     * @param scratch a file that is made, and gone once this is closed
     * @param memory bytes of sessions that are held, about
     */
    SessionSort(Path scratch, int memory) throws IOException {
        this.memory = memory;
        this.file = FileChannel.open(
                scratch,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Where the next session is to be written to, behind those that are there. */
    ByteSink sink() {
        return sink;
    }

    /**
     * Takes a session that is in the sink: its length, its start, and what is behind them.
     *
     * @param from where it begins
     * @param keyAt where its key is
     */
    void take(long start, int from, int keyAt) throws IOException {
        places.add(new Place(start, from, keyAt, sink.size()));
        if (sink.size() >= memory) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES);
            writeSorted(out);
            out.flush();
            ends.add(file.position());
        }
    }

    /** Writes all of them, in order. */
    void writeTo(OutputStream out) throws IOException {
        if (ends.isEmpty()) {
            writeSorted(out);
            return;
        }
        OutputStream last = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES);
        writeSorted(last);
        last.flush();
        ends.add(file.position());
        sink.free();
        PriorityQueue<SessionCursor> waiting = new PriorityQueue<>(BY_START);
        long from = 0;
        for (long end : ends) {
            queueNext(new SessionCursor(file, from, end), waiting);
            from = end;
        }
        while (!waiting.isEmpty()) {
            SessionCursor first = waiting.poll();
            first.writeTo(out);
            queueNext(first, waiting);
        }
    }

    private static void queueNext(SessionCursor cursor, PriorityQueue<SessionCursor> waiting) throws IOException {
        if (cursor.advance()) {
            waiting.add(cursor);
        }
    }

    private void writeSorted(OutputStream out) throws IOException {
        places.sort(Comparator.comparingLong(Place::start)
                .thenComparing(place -> sink.source(place.keyAt, place.to).text()));
        for (Place place : places) {
            sink.writeTo(out, place.from, place.to);
        }
        places.clear();
        sink.clear();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
