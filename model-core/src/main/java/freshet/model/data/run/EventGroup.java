package freshet.model.data.run;

import freshet.model.session.ItemEvent;
import java.util.Comparator;
import java.util.function.Consumer;

/**
 * Events of one session's key, out of one part of one file, in the order of the file.
 *
 * @param key of the session
 * @param file number of the file in the log
 * @param part of the file; the parts are one behind the other
 * @param at where the events begin in {@code bytes}
 * @param bytes all of it; not to be written to
 */
public record EventGroup(String key, int file, int part, int at, byte[] bytes) {
    /** Groups of one key together, in the order of the log. */
    public static final Comparator<EventGroup> BY_PLACE = Comparator.comparing(EventGroup::key)
            .thenComparingInt(EventGroup::file)
            .thenComparingInt(EventGroup::part);

    /**
     * Reads what {@link EventGroups} has written.
     *
     * @throws IllegalArgumentException if the bytes are no group
     */
    public static EventGroup of(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        return new EventGroup(source.text(), (int) source.number(), (int) source.number(), source.at(), bytes);
    }

    /** Hands over the events, in the order of the file. */
    public void events(Consumer<ItemEvent> events) {
        ByteSource source = new ByteSource(bytes, at, bytes.length);
        long start = source.number();
        EventBytes.read(source, source.count(), start, source::text, events);
    }
}
