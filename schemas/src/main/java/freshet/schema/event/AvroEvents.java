package freshet.schema.event;

import freshet.schema.SessionEvent;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;

/** Events in Avro's single-object encoding. Threads may use it at the same time. */
final class AvroEvents {
    private static final SingleObjectCodec<SessionEvent> CODEC = new SingleObjectCodec<>(SessionEvent.class);

    private AvroEvents() {}

    /** @throws MalformedRecordException if the bytes are no event */
    static SessionEvent read(byte[] value) {
        return CODEC.decode(value);
    }

    /** The event's bytes, in an array of its own. */
    static byte[] write(SessionEvent event) {
        return CODEC.encode(event);
    }
}
