package freshet.model.data.run;

import freshet.model.data.ItemNumbers;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.model.session.Visits;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a run: sessions in order, with numbers for item ids, so that many runs are merged without
 * looking at an id again. The sessions come in any order; those that do not fit into memory wait in
 * a file beside the run. Fixed numbers are big-endian; numbers and texts are those of {@link
 * ByteSink}. For one thread.
 *
 * <pre>
 *   of each session:
 *     int32       length of what follows the start, bytes
 *     int64       its start, milliseconds since 1970
 *     number      its events
 *     bytes       these, see {@link EventBytes}, each item as its number
 *     text        its key
 *   texts         the item ids, by number
 *   int64         item ids, sessions, events, events of equal times; bytes of all sessions
 * </pre>
 */
public final class RunWriter implements AutoCloseable {
    /** Numbers at the end. */
    static final int END_NUMBERS = 5;

    private static final int MEMORY_BYTES = 1 << 25;
    private static final int BUFFER_BYTES = 1 << 16;

    private final DataOutputStream out;
    private final SessionSort sort;
    private final ItemNumbers numbers = new ItemNumbers();
    private long sessions;
    private long events;
    private long equalTimes;
    private long bytes;

    /**
     * @param run the file; the one that waits beside it has the same name and {@code .unsorted}
     * @throws IOException if one of them cannot be made
     */
    public RunWriter(Path run) throws IOException {
        this(run, MEMORY_BYTES);
    }

    /** @param memory bytes of sessions that are held, about */
    RunWriter(Path run, int memory) throws IOException {
        this.sort = new SessionSort(run.resolveSibling(run.getFileName() + ".unsorted"), memory);
        try {
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER_BYTES));
        } catch (IOException e) {
            sort.close();
            throw e;
        }
    }

    /** Takes a session; no two of a log have the same start and key. */
    public void write(Session session) throws IOException {
        List<ItemEvent> ofSession = session.events();
        long start = ofSession.get(0).timeMillis();
        ByteSink sink = sort.sink();
        int from = sink.size();
        sink.fixedInt(0); // the length, once it is known
        sink.fixed(start);
        int body = sink.size();
        sink.number(ofSession.size());
        EventBytes.write(sink, ofSession, id -> sink.number(numbers.of(id)));
        int keyAt = sink.size();
        sink.text(session.key());
        sink.putInt(from, sink.size() - body);
        bytes += sink.size() - from;
        sessions++;
        events += ofSession.size();
        equalTimes += Visits.equalTimes(ofSession);
        sort.take(start, from, keyAt);
    }

    /** Writes the run. Without it, it cannot be read. */
    public void finish() throws IOException {
        sort.writeTo(out);
        List<String> ids = numbers.ids();
        ByteSink text = new ByteSink(BUFFER_BYTES);
        for (String id : ids) {
            text.clear();
            text.text(id);
            text.writeTo(out, 0, text.size());
        }
        out.writeLong(ids.size());
        out.writeLong(sessions);
        out.writeLong(events);
        out.writeLong(equalTimes);
        out.writeLong(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (sort) {
            out.close();
        }
    }
}
