package freshet.gateway.model;

import freshet.model.answer.WithheldIds;
import freshet.model.catalog.ItemCatalog;
import freshet.serving.ItemUpdate;
import freshet.serving.table.ItemRecords;
import freshet.serving.table.ItemTable;
import freshet.serving.table.NewestRecords;
import freshet.serving.table.NewestRecords.Place;
import freshet.serving.table.TopicFollower;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the topic of items says: the newest record of each decides. While a topic that was made anew
 * is read, what was known before stays so; then an item is forgotten unless the topic names it. For
 * the follower's thread; any thread may look at what is known.
 */
final class ItemsTable implements TopicFollower.Table {
    private final ItemRecords records = new ItemRecords();
    private final ItemTable table;
    private final List<NewestRecords> before = new ArrayList<>(); // of readings that were not whole
    private volatile NewestRecords newest = new NewestRecords();

    /**
     * @param withheld follows what is read
     * @param catalog follows what is read
     */
    ItemsTable(WithheldIds withheld, ItemCatalog catalog) {
        this.table = new ItemTable(withheld, catalog);
    }

    @Override
    public void begin() {
        before.add(newest);
        newest = new NewestRecords();
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        records.read(record).ifPresent(this::take);
    }

    private void take(ItemUpdate update) {
        if (newest.take(update)) {
            table.take(update);
        }
    }

    @Override
    public void whole() {
        NewestRecords now = newest;
        before.forEach(reading -> reading.forEach(item -> {
            if (!now.contains(item)) {
                table.forget(item);
            }
        }));
        before.clear();
    }

    /** Where the newest record of an item is; empty if there is none. */
    Optional<Place> place(String itemId) {
        return newest.place(itemId);
    }
}
