package freshet.model.trend;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which items of a category are viewed most over some windows, and which appeared last, in bounded
 * memory. It can be written, and read again with other windows: those that stay keep their counts,
 * new ones begin empty. For one thread.
 *
 * <p>Its bytes: the version, 1; the number of windows; of each its length and its counts; the new
 * items.
 */
public final class CategoryLists {
    private static final int VERSION = 1;

    private final ListShape shape;
    private final SortedMap<Long, DecayedCounts> counts = new TreeMap<>();
    private final NewestItems newest;

    /** Nothing is counted yet. */
    public CategoryLists(ListShape shape) {
        this.shape = shape;
        shape.windowMillis().forEach(window -> counts.put(window, new DecayedCounts(window, shape.candidates())));
        this.newest = new NewestItems(shape.candidates());
    }

    /**
     * What {@link #toBytes} has written.
     *
     * @param shape may be another than that of the written lists
     * @throws IOException if the bytes are of a newer version
     */
    public static CategoryLists of(ListShape shape, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("the lists of a category have form " + version + ", and this program reads form "
                    + VERSION + "; restore the state with the newer program");
        }
        CategoryLists lists = new CategoryLists(shape);
        for (int left = in.readInt(); left > 0; left--) {
            long window = in.readLong();
            DecayedCounts kept = lists.counts.get(window);
            (kept == null ? new DecayedCounts(window, 1) : kept).read(in);
        }
        lists.newest.read(in);
        return lists;
    }

    /** All that is counted. */
    public byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        out.writeInt(counts.size());
        for (var window : counts.entrySet()) {
            out.writeLong(window.getKey());
            window.getValue().write(out);
        }
        newest.write(out);
        return bytes.toByteArray();
    }

    /**
     * An event of an item.
     *
     * @param millis its time, milliseconds since 1970
     * @param sinceMillis when the item appeared, milliseconds since 1970
     */
    public void seen(String itemId, long millis, long sinceMillis) {
        counts.values().forEach(window -> window.add(itemId, millis));
        newest.add(itemId, sinceMillis);
    }

    /**
     * An item that nobody has viewed yet.
     *
     * @param sinceMillis when it appeared, milliseconds since 1970
     * @return whether that changes the list of new items
     */
    public boolean appeared(String itemId, long sinceMillis) {
        return newest.add(itemId, sinceMillis);
    }

    /**
     * The items that count most over a window, best first.
     *
     * @param windowMillis one of the shape's
     */
    public List<CountedItem> top(long windowMillis, int most) {
        return counts(windowMillis).top(most);
    }

    /** The items that appeared last, the newest first. */
    public List<NewItem> newest(int most) {
        return newest.top(most);
    }

    /**
     * The time of the newest event, milliseconds since 1970; {@link Long#MIN_VALUE} before the
     * first.
     */
    public long newestMillis() {
        return counts.values().stream()
                .mapToLong(DecayedCounts::newestMillis)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private DecayedCounts counts(long windowMillis) {
        DecayedCounts found = counts.get(windowMillis);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no events are counted over " + windowMillis + " ms; the windows are " + shape.windowMillis());
        }
        return found;
    }
}
