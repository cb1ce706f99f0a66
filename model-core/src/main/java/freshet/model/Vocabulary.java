package freshet.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The items that a model knows: external item id ↔ row of the embedding table. Immutable; threads
 * may share it.
 *
 * <p>Rows are in the order in which ties between equal scores are broken: the trainer puts the most
 * supported item first.
 */
public final class Vocabulary {
    private final List<String> items; // (rows)
    private final Map<String, Integer> rows;

    /**
     * @param items the item ids by row
     * @throws IllegalArgumentException if an id is empty or occurs twice
     */
    public Vocabulary(List<String> items) {
        this.items = List.copyOf(items);
        this.rows = new HashMap<>(items.size() * 2);
        for (int row = 0; row < this.items.size(); row++) {
            String item = this.items.get(row);
            if (item.isEmpty()) {
                throw new IllegalArgumentException("vocabulary row " + row + " is an empty item id");
            }
            Integer earlier = rows.put(item, row);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "vocabulary has item \"" + item + "\" twice, in rows " + earlier + " and " + row);
            }
        }
    }

    /** Number of items. */
    public int size() {
        return items.size();
    }

    /** The item id of a row in {@code [0, size())}. */
    public String item(int row) {
        return items.get(row);
    }

    /** The row of an item id, or empty if the model does not know it. */
    public OptionalInt row(String item) {
        Integer row = rows.get(item);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /**
     * The row of an item id, or {@code unknown} if the model does not know it: without an object
     * per look.
     */
    public int rowOr(String item, int unknown) {
        Integer row = rows.get(item);
        return row == null ? unknown : row;
    }

    /** All item ids by row. */
    public List<String> items() {
        return items;
    }
}
