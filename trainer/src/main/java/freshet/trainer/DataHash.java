package freshet.trainer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of what is trained on. For each session: its length, then each item id as its length in bytes and its UTF-8 bytes,
 * every length as four bytes, big-endian.
 */
final class DataHash {
    private DataHash() {}

    /**
     * @param vocabulary item ids by row
     * @param items rows of all events (events)
     * @param offsets starts of the sessions (sessions + 1)
     */
    static String of(List<String> vocabulary, int[] items, int[] offsets) {
        MessageDigest sha256 = sha256();
        byte[][] ids = vocabulary.stream()
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (int s = 0; s + 1 < offsets.length; s++) {
            sha256.update(length.putInt(0, offsets[s + 1] - offsets[s]).array());
            for (int i = offsets[s]; i < offsets[s + 1]; i++) {
                byte[] id = ids[items[i]];
                sha256.update(length.putInt(0, id.length).array());
                sha256.update(id);
            }
        }
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
