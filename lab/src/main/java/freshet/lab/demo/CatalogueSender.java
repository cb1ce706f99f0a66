package freshet.lab.demo;

import freshet.gateway.item.ItemTitle;
import freshet.gateway.item.ItemTitles;
import freshet.schema.Item;
import freshet.serving.table.ItemRecords;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;

/**
 * Tells the items topic of each item with a title, before the first event that has it: title and
 * category. For one thread at a time.
 */
final class CatalogueSender {
    /** The attribute that says an item's category. */
    static final String CATEGORY = "category";

    private final String topic;
    private final ItemTitles titles;
    private final Set<String> told = new HashSet<>();

    /** @param topic of the items */
    CatalogueSender(String topic, ItemTitles titles) {
        this.topic = topic;
        this.titles = titles;
    }

    /** Tells of an item, unless that was done or it has no title. */
    void tell(String itemId, Producer<byte[], byte[]> producer) {
        if (told.add(itemId)) {
            titles.of(itemId)
                    .map(title -> item(itemId, title))
                    .ifPresent(item -> producer.send(ItemRecords.record(topic, item)));
        }
    }

    private static Item item(String itemId, ItemTitle title) {
        return Item.newBuilder()
                .setItemId(itemId)
                .setTitle(title.title())
                .setAttributes(title.category().isEmpty() ? Map.of() : Map.of(CATEGORY, title.category()))
                .setUpdatedAt(Clock.systemUTC().instant())
                .build();
    }
}
