package freshet.model.session;

/**
 * What was last recommended to a session, as far as it takes to judge that by the session's next
 * event: the version that recommended, and of the best {@value #MOST_ITEMS} items a hash each.
 * Mutable; for one thread.
 *
 * <p>The hash is {@link String#hashCode}, whose formula Java promises for ever and which every
 * string remembers, so that ids of a vocabulary are hashed once per model. Two ids in 2³² share
 * one, more where ids differ in letters alone ("Aa" and "BB"): such an item counts as recommended
 * though it was not.
 */
public final class LastAnswer {
    /** Most items that are remembered, and so the K of what is judged. */
    public static final int MOST_ITEMS = 20;

    /** The rank of an item that is not among those remembered. */
    public static final int MISS = -1;

    /** The version of an answer that no model gave. */
    public static final long NO_VERSION = 0;

    private final int[] hashes = new int[MOST_ITEMS]; // the first size of them, the best first
    private long version = NO_VERSION;
    private int size;

    /** Forgets what was recommended. */
    public void clear() {
        begin(NO_VERSION);
    }

    /** Begins a new answer, without items so far, and forgets the one before. */
    public void begin(long modelVersion) {
        version = modelVersion;
        size = 0;
    }

    /**
     * Appends the next best item; those beyond the first {@value #MOST_ITEMS} are not remembered.
     */
    public void add(String itemId) {
        addHash(itemId.hashCode());
    }

    /** Appends an item whose hash alone is known. */
    public void addHash(int hash) {
        if (size < MOST_ITEMS) {
            hashes[size++] = hash;
        }
    }

    /** Whether a model has recommended anything, be it an empty list. */
    public boolean isGiven() {
        return version != NO_VERSION;
    }

    /** The version that recommended; 0 if none did. */
    public long modelVersion() {
        return version;
    }

    /** Items remembered. */
    public int size() {
        return size;
    }

    /** The hash of the item at a rank below {@link #size}, 0 the best. */
    public int hash(int rank) {
        return hashes[rank];
    }

    /** The rank of an item, 0 the best, or {@link #MISS}. */
    public int rank(String itemId) {
        int hash = itemId.hashCode();
        for (int rank = 0; rank < size; rank++) {
            if (hashes[rank] == hash) {
                return rank;
            }
        }
        return MISS;
    }

    /** Takes over what another one remembers. */
    public void set(LastAnswer other) {
        version = other.version;
        size = other.size;
        System.arraycopy(other.hashes, 0, hashes, 0, size);
    }
}
