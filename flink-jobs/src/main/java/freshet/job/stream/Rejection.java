package freshet.job.stream;

import freshet.schema.RejectedEvent;
import java.util.Arrays;
import java.util.Locale;

/**
 * A rejected event on its way to its topic.
 *
 * @param key the record's key as read, cut to {@value #MAX_KEY_BYTES} bytes, empty if it had none
 * @param event the rejection
 */
public record Rejection(byte[] key, RejectedEvent event) implements Incoming {
    /** Most bytes of a key that are kept: a rejection must fit into any topic. */
    static final int MAX_KEY_BYTES = 65_536;

    /**
     * A rejection with the key as read, or its first {@value #MAX_KEY_BYTES} bytes and a note of it
     * in the detail.
     */
    public static Rejection of(byte[] key, RejectedEvent event) {
        if (key.length <= MAX_KEY_BYTES) {
            return new Rejection(key, event);
        }
        String note = String.format(Locale.ROOT, " (key cut to its first %,d of %,d bytes)", MAX_KEY_BYTES, key.length);
        return new Rejection(
                Arrays.copyOf(key, MAX_KEY_BYTES),
                new RejectedEvent(
                        event.getReason(),
                        event.getDetail() + note,
                        event.getEvent(),
                        event.getRaw(),
                        event.getRawSize()));
    }
}
