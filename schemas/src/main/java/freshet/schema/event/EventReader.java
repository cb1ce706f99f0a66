package freshet.schema.event;

import freshet.schema.SessionEvent;
import freshet.schema.codec.MalformedRecordException;

/** Reads one encoding of an event, whatever its fields hold. */
@FunctionalInterface
interface EventReader {

    /** @throws MalformedRecordException if the bytes are no event */
    SessionEvent read(byte[] value);
}
