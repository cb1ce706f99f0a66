package freshet.job.state;

import freshet.model.session.ItemEvent;
import freshet.model.session.SessionState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A session's history in bytes, numbers as {@link VarInts}:
 *
 * <pre>
 * types        number of event types other than "view", then each as length and UTF-8
 * events       number of events, then each as
 *   head       bytes of the item id · 4 + (2 if its type is not "view")
 *              + (1 if the producer gave an event id)
 *   item id    UTF-8
 *   time       milliseconds after the event before it; of the first after 1970-01-01 UTC
 *   type       index among the types    only where the head says so
 *   event key  8 bytes, big-endian      only where the head says so
 * ahead        number of events whose clock was ahead, then each as the events since the one
 *              before it and the milliseconds that it was further ahead than that one, by zigzag;
 *              only from format 3 on
 * </pre>
 *
 * Holds scratch: for one thread.
 */
final class HistoryFormat {
    private static final int TYPED = 2;
    private static final int KEYED = 1;
    private static final char FIRST_BEYOND_ASCII = 0x80;
    private static final int MOST_EVENTS = 1 << 20;
    private static final int MOST_BYTES = 1 << 16;

    private final List<String> types = new ArrayList<>();
    private final List<ItemEvent> events = new ArrayList<>(); // those read last
    private byte[] text = new byte[64];

    /** Whether an event's clock was ahead: then the history is written with {@link #writeAhead}. */
    static boolean hasAhead(SessionState session) {
        return countAhead(session) > 0;
    }

    private static int countAhead(SessionState session) {
        int ahead = 0;
        for (int i = 0; i < session.size(); i++) {
            ahead += session.event(i).aheadMillis() != 0 ? 1 : 0;
        }
        return ahead;
    }

    /** Writes the last part of format 3, behind {@link #write}. */
    static void writeAhead(SessionState session, DataOutputView out) throws IOException {
        VarInts.write(countAhead(session), out);
        int next = 0;
        long before = 0;
        for (int i = 0; i < session.size(); i++) {
            long ahead = session.event(i).aheadMillis();
            if (ahead != 0) {
                VarInts.write(i - next, out);
                VarInts.write(ahead - before << 1 ^ ahead - before >> 63, out);
                next = i + 1;
                before = ahead;
            }
        }
    }

    /** Writes all but the part that format 3 adds. */
    void write(SessionState session, DataOutputView out) throws IOException {
        types.clear();
        for (int i = 0; i < session.size(); i++) {
            ItemEvent event = session.event(i);
            if (!event.type().equals(ItemEvent.VIEW) && !types.contains(event.type())) {
                types.add(event.type());
            }
        }
        VarInts.write(types.size(), out);
        for (int i = 0; i < types.size(); i++) { // an iterator is an object where the compiler does not inline it
            byte[] bytes = types.get(i).getBytes(StandardCharsets.UTF_8);
            VarInts.write(bytes.length, out);
            out.write(bytes);
        }
        VarInts.write(session.size(), out);
        long before = 0;
        for (int i = 0; i < session.size(); i++) {
            write(session.event(i), before, out);
            before = session.event(i).timeMillis();
        }
    }

    private void write(ItemEvent event, long before, DataOutputView out) throws IOException {
        boolean typed = !event.type().equals(ItemEvent.VIEW);
        boolean keyed = event.eventKey() != ItemEvent.NO_KEY;
        int idBytes = encode(event.itemId());
        VarInts.write(4L * idBytes + (typed ? TYPED : 0) + (keyed ? KEYED : 0), out);
        out.write(text, 0, idBytes);
        VarInts.write(event.timeMillis() - before, out);
        if (typed) {
            VarInts.write(types.indexOf(event.type()), out);
        }
        if (keyed) {
            out.writeLong(event.eventKey());
        }
    }

    /**
     * Puts a text in UTF-8 into the scratch and gives its bytes. Most ids are ASCII, and take no
     * array of their own.
     */
    private int encode(String value) {
        int length = value.length();
        makeRoom(length);
        for (int i = 0; i < length; i++) {
            char character = value.charAt(i);
            if (character >= FIRST_BEYOND_ASCII) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                makeRoom(bytes.length);
                System.arraycopy(bytes, 0, text, 0, bytes.length);
                return bytes.length;
            }
            text[i] = (byte) character;
        }
        return length;
    }

    private void makeRoom(int bytes) {
        if (text.length < bytes) {
            text = new byte[bytes];
        }
    }

    /**
     * @param withAhead whether it has the part that format 3 adds
     * @return the events, in a list that is valid until the next call
     */
    List<ItemEvent> read(boolean withAhead, DataInputView in) throws IOException {
        readEvents(in);
        if (withAhead) {
            readAhead(in);
        }
        return events;
    }

    /**
     * Passes over a history, and creates nothing of it.
     *
     * @param withAhead whether it has the part that format 3 adds
     * @return the time of its last event, if it has any
     */
    static Optional<Long> readLastTime(boolean withAhead, DataInputView in) throws IOException {
        int types = VarInts.readCount(MOST_EVENTS, "event types", in);
        for (int i = 0; i < types; i++) {
            in.skipBytesToRead(VarInts.readCount(MOST_BYTES, "bytes of an event type", in));
        }
        int count = VarInts.readCount(MOST_EVENTS, "events", in);
        long time = 0;
        for (int i = 0; i < count; i++) {
            int head = VarInts.readCount(4 * MOST_BYTES, "as the head of an event", in);
            in.skipBytesToRead(head / 4);
            time += VarInts.read(in);
            if ((head & TYPED) != 0) {
                VarInts.read(in);
            }
            if ((head & KEYED) != 0) {
                in.skipBytesToRead(Long.BYTES);
            }
        }
        if (withAhead) {
            int ahead = VarInts.readCount(count, "events ahead", in);
            for (int i = 0; i < ahead; i++) {
                VarInts.read(in); // events since the one before it
                VarInts.read(in); // milliseconds
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(time);
    }

    private void readAhead(DataInputView in) throws IOException {
        int count = VarInts.readCount(events.size(), "events ahead", in);
        int place = 0;
        long ahead = 0;
        for (int i = 0; i < count; i++, place++) {
            place += VarInts.readCount(events.size() - 1 - place, "events before one that is ahead", in);
            long further = VarInts.read(in);
            ahead += further >>> 1 ^ -(further & 1);
            ItemEvent event = events.get(place);
            events.set(place, new ItemEvent(event.itemId(), event.timeMillis(), event.type(), event.eventKey(), ahead));
        }
    }

    private void readEvents(DataInputView in) throws IOException {
        types.clear();
        int typeCount = VarInts.readCount(MOST_EVENTS, "event types", in);
        for (int i = 0; i < typeCount; i++) {
            types.add(readText(VarInts.readCount(MOST_BYTES, "bytes of an event type", in), in));
        }
        int count = VarInts.readCount(MOST_EVENTS, "events", in);
        events.clear();
        long before = 0;
        for (int i = 0; i < count; i++) {
            ItemEvent event = readEvent(before, in);
            events.add(event);
            before = event.timeMillis();
        }
    }

    private ItemEvent readEvent(long before, DataInputView in) throws IOException {
        int head = VarInts.readCount(4 * MOST_BYTES, "as the head of an event", in);
        String itemId = readText(head / 4, in);
        long timeMillis = before + VarInts.read(in);
        String type =
                (head & TYPED) == 0 ? ItemEvent.VIEW : types.get(VarInts.readCount(types.size() - 1, "as a type", in));
        long key = (head & KEYED) == 0 ? ItemEvent.NO_KEY : in.readLong();
        return new ItemEvent(itemId, timeMillis, type, key);
    }

    private String readText(int length, DataInputView in) throws IOException {
        makeRoom(length);
        in.readFully(text, 0, length);
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
