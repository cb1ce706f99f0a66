package freshet.model.serving;

import freshet.model.bundle.BundleOutline;
import freshet.model.vector.PruningPlan;
import java.util.Locale;

/**
 * The memory that a model takes, reckoned from its bundle's header. Upper bounds, for compressed references. Immutable.
 *
 * @param items of the vocabulary
 * @param width of what the items are scored with, 0 for a model without an embedding
 * @param peakBytes of heap while it is loaded: the file's tensors, what is built of them, and scratch
 * @param keptBytes of heap afterwards, with the scratch of one slot
 * @param nativeBytes off the heap, which no setting of Java bounds
 */
record MemoryNeed(int items, int width, long peakBytes, long keptBytes, long nativeBytes) {
    private static final String EMBEDDING = "item.embedding";
    private static final String TRAINERS = "adagrad."; // read and dropped
    private static final String LAYERS = "gru.";
    private static final int FLOAT = Float.BYTES;

    // Of an item beside the bytes of its id: a String and its array (24 + 24), a map's node, key and places (32 + 16 +
    // 16), two lists (4 + 6).
    private static final long VOCABULARY_PER_ITEM = 122;
    private static final long POPULARITY_PER_ITEM = 16; // support, share, row
    private static final long SORTING_PER_ITEM = 26; // boxed rows while the popular items are ranked
    private static final long SCRATCH_PER_ITEM = 2L * FLOAT; // scores of a query, biases once something is withheld
    private static final int MOST_PADDING = 64; // items: a panel, or the open end of one per cluster
    private static final long BATCH_SCRATCH =
            4L << 20; // tiles, blocks and queries of a batch, the window that the file is read through
    private static final long MAX_NATIVE_SCORES = 64L << 20;

    /** @param arithmetic that the model is to be served with */
    static MemoryNeed of(BundleOutline bundle, Arithmetic arithmetic) {
        long items = bundle.items();
        int width = bundle.columns(EMBEDDING);
        boolean vectors = width > 0 && arithmetic.kernel().usesVectors();
        long vocabulary = items * VOCABULARY_PER_ITEM + bundle.idBytes();
        long scratch = items * SCRATCH_PER_ITEM + BATCH_SCRATCH;
        long built = items * POPULARITY_PER_ITEM + vocabulary + scratch;
        if (vectors) {
            built += packed(items, width) + 2 * bundle.bytes(LAYERS); // layers packed, their columns padded
        }
        long pruned = vectors && arithmetic.mode() == ScoringMode.PRUNED ? pruned((int) items, width) : 0;
        long weights = bundle.bytes() - bundle.bytes(TRAINERS);
        long offHeap = width == 0 || vectors ? 0 : items * width * FLOAT + MAX_NATIVE_SCORES;
        return new MemoryNeed(
                (int) items,
                width,
                bundle.bytes() + built + pruned + items * SORTING_PER_ITEM,
                weights + built + (pruned > 0 ? pruned - packed(items, width) : 0),
                offHeap);
    }

    /** The matrix that is scored with, and the biases. */
    private static long packed(long items, int width) {
        return (items + MOST_PADDING) * (width + 1) * FLOAT;
    }

    /** Points, their packed deviations and where each stands; the exact kernel of the self-test is there meanwhile. */
    private static long pruned(int items, int width) {
        PruningPlan plan = PruningPlan.of(Math.max(1, items), width);
        long slots = items + (long) plan.clusters() * MOST_PADDING;
        return (items + slots) * (plan.axes() + 1) * FLOAT + 4L * FLOAT * slots;
    }

    /** For people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d items%s need %,d MiB of heap to load, %,d MiB afterwards%s",
                items,
                width == 0 ? "" : " × " + width,
                mebibytes(peakBytes),
                mebibytes(keptBytes),
                nativeBytes == 0 ? "" : String.format(Locale.ROOT, ", %,d MiB off the heap", mebibytes(nativeBytes)));
    }

    /** Rounded up. */
    static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
