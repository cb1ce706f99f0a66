package freshet.serving.table;

import freshet.model.answer.WithheldIds;
import freshet.model.catalog.AttributeValue;
import freshet.model.catalog.ItemCatalog;
import freshet.model.catalog.ItemFacts;
import freshet.schema.Item;
import freshet.schema.item.ItemReader;
import freshet.serving.ItemUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the records of the items topic make of the items: whom nobody gets, and the catalogue. For
 * one thread; others may look at both.
 */
public final class ItemTable {
    private static final Logger LOG = LoggerFactory.getLogger(ItemTable.class);

    private final WithheldIds withheld;
    private final ItemCatalog catalog;

    /**
     * @param withheld follows what is taken; also of items for which the catalogue has no room
     * @param catalog follows what is taken
     */
    public ItemTable(WithheldIds withheld, ItemCatalog catalog) {
        this.withheld = withheld;
        this.catalog = catalog;
    }

    /** Takes what is newest of an item. */
    public void take(ItemUpdate update) {
        update.item()
                .filter(item -> !ItemReader.isAvailabilityAlone(item))
                .ifPresentOrElse(this::put, () -> catalog.remove(update.itemId()));
        withheld.set(update.itemId(), !update.available());
        withheld.changed(update.itemId());
    }

    private void put(Item item) {
        if (!catalog.put(item.getItemId(), facts(item)) && Long.bitCount(catalog.refused()) == 1) {
            LOG.warn(
                    "the catalogue has no room for {} items so far, of which only what withholds them is known; the"
                            + " last is {}. It has {} items in {} bytes: raise items.catalog-memory, or load fewer"
                            + " attributes",
                    catalog.refused(),
                    item.getItemId(),
                    catalog.size(),
                    catalog.bytes());
        }
    }

    /** Forgets an item. */
    public void forget(String itemId) {
        catalog.remove(itemId);
        withheld.set(itemId, false);
        withheld.changed(itemId);
    }

    /** A record's item as the catalogue has it. */
    public static ItemFacts facts(Item item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.getAttributes().forEach((name, value) -> attributes.put(name, value(value)));
        return new ItemFacts(
                item.getAvailable(),
                item.getTitle(),
                attributes,
                item.getAvailableFrom(),
                item.getAvailableUntil(),
                item.getBoost());
    }

    private static AttributeValue value(Object value) {
        if (value instanceof Double number) {
            return new AttributeValue.Amount(number);
        }
        return value instanceof List<?> list
                ? new AttributeValue.Texts(list.stream().map(String.class::cast).toList())
                : new AttributeValue.Text((String) value);
    }
}
