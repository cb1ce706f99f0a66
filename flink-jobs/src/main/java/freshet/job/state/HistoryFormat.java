package freshet.job.state;

import freshet.model.session.ItemEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A session's history in bytes, numbers as {@link VarInts}:
 *
 * <pre>
 * types        number of event types other than "view", then each as length and UTF-8
 * events       number of events, then each as
 *   head       bytes of the item id · 4 + (2 if its type is not "view") + (1 if the producer gave an event id)
 *   item id    UTF-8
 *   time       milliseconds after the event before it; of the first after 1970-01-01 UTC
 *   type       index among the types    only where the head says so
 *   event key  8 bytes, big-endian      only where the head says so
 * </pre>
 *
 * Holds scratch: for one thread.
 */
final class HistoryFormat {
    private static final int TYPED = 2;
    private static final int KEYED = 1;
    private static final int MOST_EVENTS = 1 << 20;
    private static final int MOST_BYTES = 1 << 16;

    private final List<String> types = new ArrayList<>();
    private byte[] text = new byte[64];

    void write(List<ItemEvent> events, DataOutputView out) throws IOException {
        types.clear();
        for (ItemEvent event : events) {
            if (!event.type().equals(ItemEvent.VIEW) && !types.contains(event.type())) {
                types.add(event.type());
            }
        }
        VarInts.write(types.size(), out);
        for (String type : types) {
            byte[] bytes = type.getBytes(StandardCharsets.UTF_8);
            VarInts.write(bytes.length, out);
            out.write(bytes);
        }
        VarInts.write(events.size(), out);
        long before = 0;
        for (ItemEvent event : events) {
            write(event, before, out);
            before = event.timeMillis();
        }
    }

    private void write(ItemEvent event, long before, DataOutputView out) throws IOException {
        boolean typed = !event.type().equals(ItemEvent.VIEW);
        boolean keyed = event.eventKey() != ItemEvent.NO_KEY;
        byte[] id = event.itemId().getBytes(StandardCharsets.UTF_8);
        VarInts.write(4L * id.length + (typed ? TYPED : 0) + (keyed ? KEYED : 0), out);
        out.write(id);
        VarInts.write(event.timeMillis() - before, out);
        if (typed) {
            VarInts.write(types.indexOf(event.type()), out);
        }
        if (keyed) {
            out.writeLong(event.eventKey());
        }
    }

    List<ItemEvent> read(DataInputView in) throws IOException {
        types.clear();
        int typeCount = VarInts.readCount(MOST_EVENTS, "event types", in);
        for (int i = 0; i < typeCount; i++) {
            types.add(readText(VarInts.readCount(MOST_BYTES, "bytes of an event type", in), in));
        }
        int count = VarInts.readCount(MOST_EVENTS, "events", in);
        List<ItemEvent> events = new ArrayList<>(Math.min(count, 64));
        long before = 0;
        for (int i = 0; i < count; i++) {
            ItemEvent event = readEvent(before, in);
            events.add(event);
            before = event.timeMillis();
        }
        return events;
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
        if (text.length < length) {
            text = new byte[length];
        }
        in.readFully(text, 0, length);
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
