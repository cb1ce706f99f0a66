package freshet.serving;

import freshet.schema.Item;
import freshet.schema.item.ItemReader;
import java.util.Optional;

/**
 * What one record of the items topic says.
 *
 * @param itemId the shop's own id of the item
 * @param item all that is known of it; empty if the record forgets it
 * @param partition of the record
 * @param offset of the record in that partition
 * @param recordMillis timestamp of the record, milliseconds since 1970-01-01 UTC; negative if it
 *     has none
 */
public record ItemUpdate(String itemId, Optional<Item> item, int partition, long offset, long recordMillis)
        implements Notice {

    /** An update that says nothing else than whether the item may be recommended. */
    public static ItemUpdate of(String itemId, boolean available, int partition, long offset, long recordMillis) {
        return new ItemUpdate(itemId, Optional.of(ItemReader.of(itemId, available)), partition, offset, recordMillis);
    }

    /** Whether the item is not withheld. */
    public boolean available() {
        return item.map(Item::getAvailable).orElse(true);
    }
}
