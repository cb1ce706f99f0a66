package freshet.trainer;

import freshet.model.data.Session;
import freshet.model.text.Sha256;
import freshet.trainer.column.IntColumn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of sessions. For each session: its length, then each item id as its length in bytes and
 * its UTF-8 bytes, every length as four bytes, big-endian.
 */
final class DataHash {
    private static final int BUFFER_BYTES = 1 << 14;

    private final MessageDigest sha256 = Sha256.digest();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    private DataHash() {}

    /**
     * @param vocabulary item ids by row
     * @param items rows of all events (events)
     * @param offsets starts of the sessions (sessions + 1)
     */
    static String of(List<String> vocabulary, IntColumn items, IntColumn offsets) {
        DataHash hash = new DataHash();
        byte[][] ids = vocabulary.stream()
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        for (int s = 0; s + 1 < offsets.size(); s++) {
            int end = offsets.get(s + 1);
            hash.length(end - offsets.get(s));
            for (int i = offsets.get(s); i < end; i++) {
                hash.id(ids[items.get(i)]);
            }
        }
        return hash.hexadecimal();
    }

    /**
     * Of the last sessions alone, with the support of all of them: over the characters of the
     * whole's hash and the number of sessions.
     *
     * @param whole hash of all sessions
     */
    static String ofLast(String whole, int sessions) {
        DataHash hash = new DataHash();
        hash.id(whole.getBytes(StandardCharsets.UTF_8));
        hash.length(sessions);
        return hash.hexadecimal();
    }

    /** @param sessions as they were recorded */
    static String of(List<Session> sessions) {
        DataHash hash = new DataHash();
        for (Session session : sessions) {
            hash.length(session.events().size());
            session.events().forEach(event -> hash.id(event.itemId().getBytes(StandardCharsets.UTF_8)));
        }
        return hash.hexadecimal();
    }

    private void length(int length) {
        room(Integer.BYTES).putInt(length);
    }

    private void id(byte[] id) {
        length(id.length);
        if (id.length <= BUFFER_BYTES) {
            room(id.length).put(id);
        } else {
            flush();
            sha256.update(id);
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() {
        sha256.update(buffer.flip());
        buffer.clear();
    }

    private String hexadecimal() {
        flush();
        return HexFormat.of().formatHex(sha256.digest());
    }
}
