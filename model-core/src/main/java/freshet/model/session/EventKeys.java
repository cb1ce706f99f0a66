package freshet.model.session;

import freshet.model.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Makes the 64-bit key under which a session remembers an event id: the first eight bytes of its
 * SHA-256. Two different ids among a session's 50 events meet with a chance of 7e-17. For one
 * thread.
 */
public final class EventKeys {
    private final MessageDigest sha256 = Sha256.digest();

    /** The key of an event id; {@link ItemEvent#NO_KEY} for an empty one. */
    public long key(String eventId) {
        if (eventId.isEmpty()) {
            return ItemEvent.NO_KEY;
        }
        long key = ByteBuffer.wrap(sha256.digest(eventId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return key == ItemEvent.NO_KEY ? 1 : key;
    }
}
