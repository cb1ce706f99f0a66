package freshet.cli.audit;

import freshet.model.session.EventKeys;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.RejectedEvents;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * Tells by 32 bits whether an answer or a rejection belongs to the event at its coordinates. A
 * readable event is known by its session and its time, any other value by its first
 * {@value RejectedEvents#MAX_RAW_BYTES} bytes and its size. Two different events have the same bits
 * with a chance of 2⁻³². For one thread.
 */
final class EventIdentity {
    private final EventDecoder decoder;
    private final EventKeys keys = new EventKeys();

    /** @param decoder decodes the events as the job does */
    EventIdentity(EventDecoder decoder) {
        this.decoder = decoder;
    }

    /** Of a record of the events topic. */
    int of(DecodedEvent decoded, byte[] value) {
        if (decoded instanceof DecodedEvent.Accepted accepted) {
            return of(accepted.event().getSessionId(), accepted.event().getEventTime());
        }
        return of(ByteBuffer.wrap(value, 0, Math.min(value.length, RejectedEvents.MAX_RAW_BYTES)), value.length);
    }

    /** Of the event that a recommendation says it answers. */
    int of(Recommendation answer) {
        return of(answer.getSessionId(), answer.getEventTime());
    }

    /** Of the event that a rejection keeps. */
    int of(RejectedEvent rejection) {
        ByteBuffer raw = rejection.getRaw().duplicate();
        if (raw.remaining() < rejection.getRawSize()) {
            return of(raw, rejection.getRawSize());
        }
        byte[] value = new byte[raw.remaining()];
        raw.get(value);
        return of(decoder.decode(value), value);
    }

    private int of(String session, Instant time) {
        return fold(keys.key(session) + 0x9E3779B97F4A7C15L * time.toEpochMilli());
    }

    private static int of(ByteBuffer start, int size) {
        CRC32C checksum = new CRC32C();
        checksum.update(start);
        return fold(checksum.getValue() << Integer.SIZE | size);
    }

    /** All 64 bits have a part in each of the 32: the last steps of MurmurHash3. */
    private static int fold(long bits) {
        long mixed = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return (int) (mixed >>> Integer.SIZE);
    }
}
