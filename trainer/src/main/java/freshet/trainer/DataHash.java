package freshet.trainer;

import freshet.model.data.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of sessions. For each of them: its length, then each item id as its length in bytes and its UTF-8 bytes,
 * every length as four bytes, big-endian. For one use.
 */
final class DataHash {
    private final MessageDigest sha256 = sha256();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

    private DataHash() {}

    /**
     * @param vocabulary item ids by row
     * @param items rows of all events (events)
     * @param offsets starts of the sessions (sessions + 1)
     */
    static String of(List<String> vocabulary, int[] items, int[] offsets) {
        DataHash hash = new DataHash();
        byte[][] ids = vocabulary.stream().map(DataHash::bytes).toArray(byte[][]::new);
        for (int s = 0; s + 1 < offsets.length; s++) {
            hash.addLength(offsets[s + 1] - offsets[s]);
            for (int i = offsets[s]; i < offsets[s + 1]; i++) {
                hash.addItem(ids[items[i]]);
            }
        }
        return hash.hex();
    }

    /** Of recorded sessions, in their order. */
    static String of(List<Session> sessions) {
        DataHash hash = new DataHash();
        for (Session session : sessions) {
            hash.addLength(session.events().size());
            session.events().forEach(event -> hash.addItem(bytes(event.itemId())));
        }
        return hash.hex();
    }

    private static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private void addLength(int value) {
        sha256.update(length.putInt(0, value).array());
    }

    private void addItem(byte[] id) {
        addLength(id.length);
        sha256.update(id);
    }

    private String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, this one does not", e);
        }
    }
}
