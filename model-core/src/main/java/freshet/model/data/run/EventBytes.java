package freshet.model.data.run;

import freshet.model.session.ItemEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Events as bytes, one after another. An event is flags, its item, the time since the one before,
 * and what the flags say; how an item is told is left to others. For one thread.
 */
final class EventBytes {
    private static final int KEYED = 1; // flags of an event: its id's key is told
    private static final int TYPED = 2; // its type is another than that of the event before
    private static final int AHEAD = 4; // its clock was ahead

    private final ByteSink sink;
    private final Consumer<String> items;
    private long time;
    private String type = ItemEvent.VIEW;

    /**
     * @param items writes an item's id
     * @param start from which the first event's time is counted
     */
    EventBytes(ByteSink sink, Consumer<String> items, long start) {
        this.sink = sink;
        this.items = items;
        this.time = start;
    }

    /** @param items writes an item's id */
    static void write(ByteSink sink, List<ItemEvent> events, Consumer<String> items) {
        EventBytes bytes = new EventBytes(sink, items, events.get(0).timeMillis());
        for (ItemEvent event : events) {
            bytes.write(event);
        }
    }

    /** Appends an event. */
    void write(ItemEvent event) {
        boolean another = !event.type().equals(type);
        boolean keyed = event.eventKey() != ItemEvent.NO_KEY;
        sink.number((event.isAhead() ? AHEAD : 0) + (another ? TYPED : 0) + (keyed ? KEYED : 0));
        items.accept(event.itemId());
        sink.number(event.timeMillis() - time);
        if (another) {
            sink.text(event.type());
        }
        if (keyed) {
            sink.fixed(event.eventKey());
        }
        if (event.isAhead()) {
            sink.number(event.aheadMillis());
        }
        time = event.timeMillis();
        type = event.type();
    }

    /**
     * @param start from which the first event's time is counted
     * @param items reads an item's id
     */
    static List<ItemEvent> read(ByteSource source, int count, long start, Supplier<String> items) {
        List<ItemEvent> events = new ArrayList<>(count);
        read(source, count, start, items, events::add);
        return events;
    }

    /**
     * @param start from which the first event's time is counted
     * @param items reads an item's id
     * @param events takes the events
     */
    static void read(ByteSource source, int count, long start, Supplier<String> items, Consumer<ItemEvent> events) {
        long time = start;
        String type = ItemEvent.VIEW;
        for (int i = 0; i < count; i++) {
            long flags = source.number();
            String item = items.get();
            time += source.number();
            type = (flags & TYPED) == 0 ? type : source.text();
            long eventKey = (flags & KEYED) == 0 ? ItemEvent.NO_KEY : source.fixed();
            events.accept(new ItemEvent(item, time, type, eventKey, (flags & AHEAD) == 0 ? 0 : source.number()));
        }
    }

    /**
     * Reads items and times alone, of events whose items are told by number.
     *
     * @param start from which the first event's time is counted
     * @param items takes the numbers (count)
     * @param times takes the times, milliseconds since 1970 (count)
     */
    static void skim(ByteSource source, int count, long start, int[] items, long[] times) {
        long time = start;
        for (int i = 0; i < count; i++) {
            long flags = source.number();
            items[i] = (int) source.number();
            time += source.number();
            times[i] = time;
            if (flags != 0) {
                skip(source, flags);
            }
        }
    }

    private static void skip(ByteSource source, long flags) {
        if ((flags & TYPED) != 0) {
            source.text();
        }
        if ((flags & KEYED) != 0) {
            source.fixed();
        }
        if ((flags & AHEAD) != 0) {
            source.number();
        }
    }
}
