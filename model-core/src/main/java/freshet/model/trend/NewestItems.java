package freshet.model.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The items that appeared last, a bounded number of them. An item appears once: where it is told of
 * again, its earliest time holds. For one thread.
 */
final class NewestItems {
    private static final Comparator<NewItem> NEWEST_FIRST =
            Comparator.comparingLong(NewItem::sinceMillis).reversed().thenComparing(NewItem::itemId);

    private final int capacity;
    private final Map<String, NewItem> byId = new HashMap<>();
    private final TreeSet<NewItem> items = new TreeSet<>(NEWEST_FIRST);

    /** @param capacity most items, at least 1 */
    NewestItems(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Tells when an item appeared.
     *
     * @param sinceMillis milliseconds since 1970
     * @return whether the items are others than before, or in another order
     */
    boolean add(String itemId, long sinceMillis) {
        NewItem known = byId.get(itemId);
        NewItem added = new NewItem(itemId, sinceMillis);
        if (known != null && known.sinceMillis() <= sinceMillis) {
            return false;
        }
        if (known != null) {
            items.remove(known);
        } else if (items.size() == capacity) {
            if (NEWEST_FIRST.compare(items.last(), added) < 0) {
                return false;
            }
            byId.remove(items.pollLast().itemId());
        }
        items.add(added);
        byId.put(itemId, added);
        return true;
    }

    /** The newest first. */
    List<NewItem> top(int most) {
        return items.stream().limit(most).toList();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(items.size());
        for (NewItem item : items) {
            out.writeUTF(item.itemId());
            out.writeLong(item.sinceMillis());
        }
    }

    /** Adds what {@link #write} has written. */
    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            add(in.readUTF(), in.readLong());
        }
    }
}
