package freshet.serving.table;

import freshet.model.catalog.IdIndex;
import freshet.model.catalog.PagedInts;
import freshet.model.catalog.PagedLongs;
import freshet.serving.ItemUpdate;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the newest record of each item is. Within a partition the offset tells. An item that has
 * records in two partitions moved when partitions were added: then the records' times tell, and at
 * equal times the higher partition, as those were added. Some 40 bytes and the id per item. Threads
 * may share it.
 */
public final class NewestRecords {
    private final IdIndex ids = new IdIndex();
    private final PagedInts partitions = new PagedInts();
    private final PagedLongs offsets = new PagedLongs();
    private final PagedLongs millis = new PagedLongs();

    /**
     * Where a record is.
     *
     * @param partition of the record
     * @param offset in that partition
     */
    public record Place(int partition, long offset) {}

    /** Takes a record, and tells whether it is newer than all that were taken of its item. */
    public synchronized boolean take(ItemUpdate update) {
        int known = ids.find(update.itemId());
        if (known != IdIndex.NONE && !isNewer(update, known)) {
            return false;
        }
        int item = ids.enter(update.itemId());
        partitions.set(item, update.partition());
        offsets.set(item, update.offset());
        millis.set(item, update.recordMillis());
        return true;
    }

    private boolean isNewer(ItemUpdate update, int known) {
        int partition = partitions.get(known);
        if (partition == update.partition()) {
            return update.offset() > offsets.get(known);
        }
        long time = millis.get(known);
        return update.recordMillis() == time ? update.partition() > partition : update.recordMillis() > time;
    }

    /** Whether a record of the item was taken. */
    public synchronized boolean contains(String itemId) {
        return ids.find(itemId) != IdIndex.NONE;
    }

    /** Where the newest record of an item is that was taken. */
    public synchronized Optional<Place> place(String itemId) {
        int item = ids.find(itemId);
        return item == IdIndex.NONE
                ? Optional.empty()
                : Optional.of(new Place(partitions.get(item), offsets.get(item)));
    }

    /** Hands out the ids of the items of which a record was taken. */
    public synchronized void forEach(Consumer<String> taker) {
        ids.forEach(taker);
    }
}
