package freshet.client;

import java.util.Objects;

/**
 * One recommended item.
 *
 * @param id the shop's own id
 * @param probability its share among all items that may be recommended, 0 to 1; in an answer of
 *     popular items its share of all events
 */
public record Item(String id, float probability) {
    public Item {
        Objects.requireNonNull(id, "id");
    }
}
