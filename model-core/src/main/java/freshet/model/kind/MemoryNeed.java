package freshet.model.kind;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import freshet.model.bundle.BundleOutline;
import freshet.model.scoring.pruned.PruningPlan;
import java.util.Locale;

/**
 * The memory that a model takes, computed from its bundle's header: {@link #ofEveryModel}, plus the
 * parts that its kind declares. Upper bounds, for compressed references. Immutable.
 *
 * @param items of the vocabulary
 * @param width of the item head, 0 for a model without one
 * @param peakBytes of heap while it is loaded: the file's tensors, what is built of them, and
 *     scratch
 * @param keptBytes of heap afterwards, with the scratch of one slot
 * @param nativeBytes off the heap, which no setting of Java bounds
 */
public record MemoryNeed(int items, int width, long peakBytes, long keptBytes, long nativeBytes) {
    private static final int FLOAT = Float.BYTES;

    // Of an item beside the bytes of its id: a String and its array (24 + 24), a map's node, key
    // and places (32 + 16 + 16), two lists (4 + 6).
    private static final long VOCABULARY_PER_ITEM = 122;
    private static final long POPULARITY_PER_ITEM = 16; // support, share, row
    private static final long SORTING_PER_ITEM = 26; // boxed rows while the popular items are ranked
    private static final long SCRATCH_PER_ITEM = 2L * FLOAT; // scores of a query, biases once something is withheld
    private static final int MOST_PADDING = 64; // items: a panel, or the open end of one per cluster
    // Tiles, blocks and queries of a batch, the window that the file is read through.
    private static final long BATCH_SCRATCH = 4L << 20;
    private static final long MAX_NATIVE_SCORES = 64L << 20;

    /** The bundle's tensors, the vocabulary, the popular items and scratch. */
    public static MemoryNeed ofEveryModel(BundleOutline bundle) {
        long items = bundle.items();
        long vocabulary = items * VOCABULARY_PER_ITEM + bundle.idBytes();
        long scratch = items * SCRATCH_PER_ITEM + BATCH_SCRATCH;
        long built = items * POPULARITY_PER_ITEM + vocabulary + scratch;
        return new MemoryNeed(
                (int) items, 0, bundle.bytes() + built + items * SORTING_PER_ITEM, bundle.servedBytes() + built, 0);
    }

    /**
     * The same with what an item head is scored with, beside its tensors.
     *
     * @param headWidth of the head, 0 where the bundle has none
     */
    public MemoryNeed withItemHead(int headWidth, Arithmetic arithmetic) {
        if (headWidth == 0) {
            return this;
        }
        if (!arithmetic.usesVectorApi()) {
            long matrix = (long) items * headWidth * FLOAT;
            return new MemoryNeed(items, headWidth, peakBytes, keptBytes, nativeBytes + matrix + MAX_NATIVE_SCORES);
        }
        long head = arithmetic.mode() == ScoringMode.PRUNED
                ? pruned(items, headWidth)
                : packed(items, headWidth, arithmetic.precision());
        return new MemoryNeed(items, headWidth, peakBytes + head, keptBytes + head, nativeBytes);
    }

    /** The same with more heap, which is there while the model is loaded and afterwards. */
    public MemoryNeed withHeap(long bytes) {
        return new MemoryNeed(items, width, peakBytes + bytes, keptBytes + bytes, nativeBytes);
    }

    /**
     * The same with what the kind of another model builds, whose tensors are in the same bundle.
     *
     * @param other need of that model
     * @param outline that it was computed from
     */
    public MemoryNeed with(MemoryNeed other, BundleOutline outline) {
        MemoryNeed every = ofEveryModel(outline);
        return new MemoryNeed(
                items,
                Math.max(width, other.width),
                peakBytes + other.peakBytes - every.peakBytes,
                keptBytes + other.keptBytes - every.keptBytes,
                nativeBytes + other.nativeBytes);
    }

    /** The matrix that is scored with, and the biases. */
    private static long packed(long items, int width, ScoringPrecision precision) {
        int weight = precision == ScoringPrecision.BFLOAT16 ? Short.BYTES : FLOAT;
        return (items + MOST_PADDING) * (width * weight + FLOAT);
    }

    /** Points, their packed deviations and where each is placed. */
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
    public static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
