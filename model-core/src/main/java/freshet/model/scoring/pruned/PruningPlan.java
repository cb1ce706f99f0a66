package freshet.model.scoring.pruned;

/**
 * How much a {@link PrunedKernel} looks at. The defaults are measured at 1,000,000 items;
 * {@code docs/PERFORMANCE.md} has the figures.
 *
 * @param clusters groups that the items are parted into, at least 1
 * @param axes coordinates of the first pass, at least 1, at most the items' width
 * @param scanned items at least that go through the first pass, if that many may be recommended
 * @param candidates items that are scored in full, unless more are asked for
 */
public record PruningPlan(int clusters, int axes, int scanned, int candidates) {
    private static final int AXES = 32;
    private static final int SCANNED_AT_LEAST = 1 << 14;
    private static final int SCANNED_SHARE = 40; // one item in this many
    private static final int CANDIDATES = 192;
    private static final int CANDIDATES_PER_ITEM = 8;

    public PruningPlan {
        if (clusters < 1 || axes < 1 || scanned < 1 || candidates < 1) {
            throw new IllegalArgumentException("pruning with " + clusters + " clusters, " + axes + " axes, " + scanned
                    + " items scanned and " + candidates + " candidates; each must be at least 1");
        }
    }

    /**
     * The default for a catalogue: 6 √items clusters, of which the best with a fortieth of the
     * items are scanned.
     */
    public static PruningPlan of(int items, int width) {
        return new PruningPlan(
                (int) Math.ceil(Math.min(items, 6 * Math.sqrt(items))),
                Math.min(width, AXES),
                Math.max(SCANNED_AT_LEAST, items / SCANNED_SHARE),
                CANDIDATES);
    }

    /**
     * The same plan where {@code k} items are wanted: eight candidates for each at least, and four
     * scanned for each candidate.
     */
    PruningPlan wanting(int k) {
        int wanted = Math.max(candidates, CANDIDATES_PER_ITEM * k);
        return new PruningPlan(clusters, axes, Math.max(scanned, 4 * wanted), wanted);
    }
}
