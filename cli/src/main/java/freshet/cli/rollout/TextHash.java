package freshet.cli.rollout;

/** 64 bits of a text: FNV-1a over its characters, mixed by the finalizer of MurmurHash3. */
final class TextHash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private TextHash() {}

    static long of(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    /** A number from 0 (inclusive) to 1 (exclusive) that depends on the text alone. */
    static double draw(String text) {
        return (of(text) >>> 11) * 0x1.0p-53;
    }
}
