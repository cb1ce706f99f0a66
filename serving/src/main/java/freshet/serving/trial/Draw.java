package freshet.serving.trial;

/**
 * Where a session is drawn: a number from 0 (inclusive) to 1 (exclusive) that depends on its id,
 * the model's name and the purpose of the draw alone. So it is the same in every instance, after
 * every restart, in the gateway and in an audit; the draws for share and shadow are independent.
 *
 * <p>The number is a hash of the purpose, a zero byte, the model's name, a zero byte and the
 * session's id, all in UTF-8: FNV-1a of 64 bits, whose bits the finalizer of MurmurHash3 then
 * mixes. Its upper 53 bits, divided by 2^53, are the draw. A text's half of a surrogate pair counts
 * as {@code ?}, as in {@link String#getBytes}.
 */
public final class Draw {
    private static final String SHARE = "share";
    private static final String SHADOW = "shadow";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int HALF_A_CHARACTER = '?';

    private Draw() {}

    /**
     * The draw that decides which arm answers a session: the challenger where it is below the
     * challenger's share.
     *
     * @param model the model's name
     */
    public static double share(String model, String sessionId) {
        return draw(SHARE, model, sessionId);
    }

    /**
     * The draw that decides whether both arms answer a session: they do where it is below the
     * challenger's shadow.
     *
     * @param model the model's name
     */
    public static double shadow(String model, String sessionId) {
        return draw(SHADOW, model, sessionId);
    }

    private static double draw(String purpose, String model, String sessionId) {
        long hash = bytes(FNV_OFFSET, purpose);
        hash = bytes(oneByte(hash, 0), model);
        hash = bytes(oneByte(hash, 0), sessionId);
        return (mixed(hash) >>> 11) * 0x1.0p-53;
    }

    /** Takes the UTF-8 of a text into the hash, without an array for it. */
    private static long bytes(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            int character = text.codePointAt(i);
            if (character < 0x80) {
                hash = oneByte(hash, character);
            } else if (character < 0x800) {
                hash = oneByte(hash, 0xc0 | character >> 6);
                hash = lastByte(hash, character);
            } else if (character >= 0x10000) {
                hash = oneByte(hash, 0xf0 | character >> 18);
                hash = lastByte(hash, character >> 12);
                hash = lastByte(hash, character >> 6);
                hash = lastByte(hash, character);
                i++; // it takes two places
            } else if (Character.isSurrogate((char) character)) {
                hash = oneByte(hash, HALF_A_CHARACTER);
            } else {
                hash = oneByte(hash, 0xe0 | character >> 12);
                hash = lastByte(hash, character >> 6);
                hash = lastByte(hash, character);
            }
        }
        return hash;
    }

    private static long oneByte(long hash, int value) {
        return (hash ^ value) * FNV_PRIME;
    }

    private static long lastByte(long hash, int bits) {
        return oneByte(hash, 0x80 | bits & 0x3f);
    }

    private static long mixed(long hash) {
        long bits = hash;
        bits = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
        bits = (bits ^ bits >>> 33) * 0xc4ceb9fe1a85ec53L;
        return bits ^ bits >>> 33;
    }
}
