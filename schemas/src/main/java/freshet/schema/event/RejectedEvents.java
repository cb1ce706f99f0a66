package freshet.schema.event;

import freshet.schema.EventCoordinates;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Makes the record under which a value is rejected. */
public final class RejectedEvents {
    /** Most bytes of the value that are kept. */
    public static final int MAX_RAW_BYTES = 65_536;

    private RejectedEvents() {}

    /**
     * A rejection that keeps the value as read, or its first {@value #MAX_RAW_BYTES} bytes and a
     * note of it in the detail.
     *
     * @param raw the value as read, empty for a tombstone; the record shares the array
     */
    public static RejectedEvent of(RejectionReason reason, String detail, EventCoordinates event, byte[] raw) {
        int kept = Math.min(raw.length, MAX_RAW_BYTES);
        String note = kept == raw.length
                ? ""
                : String.format(Locale.ROOT, " (payload cut to its first %,d of %,d bytes)", kept, raw.length);
        return RejectedEvent.newBuilder()
                .setReason(reason)
                .setDetail(detail + note)
                .setEvent(event)
                .setRaw(ByteBuffer.wrap(raw, 0, kept).slice())
                .setRawSize(raw.length)
                .build();
    }
}
