package freshet.model.data.run;

import freshet.model.data.ItemNumbers;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.model.session.Visits;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes a run: sessions in order, with numbers for item ids, so that many runs are merged without
 * looking at an id again. Fixed numbers are big-endian; numbers and texts are those of {@link
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

    private static final int BUFFER_BYTES = 1 << 16;

    private final DataOutputStream out;
    private final ByteSink sink = new ByteSink();
    private final ItemNumbers numbers = new ItemNumbers();
    private RunTotals written = RunTotals.NONE;
    private long bytes;

    /** @param out is closed with this */
    public RunWriter(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
    }

    /** Writes a session, which comes behind those before by {@link SessionRecord#BY_START}. */
    public void write(Session session) throws IOException {
        List<ItemEvent> events = session.events();
        sink.clear();
        sink.number(events.size());
        EventBytes.write(sink, events, id -> sink.number(numbers.of(id)));
        sink.text(session.key());
        out.writeInt(sink.size());
        out.writeLong(events.get(0).timeMillis());
        sink.writeTo(out);
        bytes += Integer.BYTES + Long.BYTES + sink.size();
        written = written.plus(new RunTotals(1, events.size(), Visits.equalTimes(events)));
    }

    /** Writes what is behind the sessions. Without it the run cannot be read. */
    public void finish() throws IOException {
        List<String> ids = numbers.ids();
        for (String id : ids) {
            sink.clear();
            sink.text(id);
            sink.writeTo(out);
        }
        out.writeLong(ids.size());
        out.writeLong(written.sessions());
        out.writeLong(written.events());
        out.writeLong(written.equalTimes());
        out.writeLong(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
