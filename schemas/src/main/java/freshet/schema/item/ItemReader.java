package freshet.schema.item;

import static freshet.schema.event.EventLimits.DEFAULT_MAX_CHARACTERS;
import static freshet.schema.event.EventLimits.DEFAULT_MAX_PAYLOAD_BYTES;

import freshet.schema.Item;
import freshet.schema.ItemAvailability;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.codec.StrictUtf8;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads records of the {@code items} topic. A value is an {@link Item} or an
 * {@link ItemAvailability} in Avro's single-object encoding, or a JSON object with the same field
 * names: its first bytes tell which, so that one topic may hold all of them. Threads may share it.
 */
public final class ItemReader {
    private final SingleObjectCodec<Item> items = new SingleObjectCodec<>(Item.class);
    private final SingleObjectCodec<ItemAvailability> availabilities = new SingleObjectCodec<>(ItemAvailability.class);
    private final ItemValidator validator = new ItemValidator();

    /**
     * What a record says.
     *
     * @param key the item's id
     * @throws MalformedRecordException if the value cannot be read, a field is out of its range, or
     *     key and value do not name the same item
     */
    public Item read(byte[] key, byte[] value) {
        String id = item(key);
        if (value.length > DEFAULT_MAX_PAYLOAD_BYTES) {
            throw new MalformedRecordException(String.format(
                    Locale.ROOT,
                    "the value has %,d bytes; at most %,d are allowed",
                    value.length,
                    DEFAULT_MAX_PAYLOAD_BYTES));
        }
        Item item = SingleObjectCodec.begins(value) ? avro(value) : JsonItems.read(value);
        if (!item.getItemId().equals(id)) {
            // Compaction goes by the key: the topic would forget one of the two.
            throw new MalformedRecordException("the key is " + Excerpt.quoted(id) + ", but itemId is "
                    + Excerpt.quoted(item.getItemId()) + "; they must be the same");
        }
        Optional<String> fault = validator.fault(item);
        if (fault.isPresent()) {
            throw new MalformedRecordException(fault.get());
        }
        return item;
    }

    /**
     * The item that a record without a value forgets.
     *
     * @throws MalformedRecordException if the key is no item's id
     */
    public String readTombstone(byte[] key) {
        return item(key);
    }

    /** An item of which nothing is known but whether it may be recommended. */
    public static Item of(String itemId, boolean available) {
        return Item.newBuilder()
                .setItemId(itemId)
                .setAvailable(available)
                .setAttributes(Map.of())
                .setBoost(1)
                .build();
    }

    /** Whether a record says nothing but that the item may be recommended or not. */
    public static boolean isAvailabilityAlone(Item item) {
        return item.getTitle().isEmpty()
                && item.getAttributes().isEmpty()
                && item.getAvailableFrom().isEmpty()
                && item.getAvailableUntil().isEmpty()
                && item.getBoost() == 1
                && item.getVector().isEmpty();
    }

    private Item avro(byte[] value) {
        if (!availabilities.wrote(value)) {
            return items.decode(value);
        }
        ItemAvailability old = availabilities.decode(value);
        Item.Builder item = Item.newBuilder()
                .setItemId(old.getItemId())
                .setAvailable(old.getAvailable())
                .setAttributes(Map.of())
                .setBoost(1);
        old.getUpdatedAt().ifPresent(item::setUpdatedAt);
        return item.build();
    }

    private static String item(byte[] key) {
        try {
            String item = StrictUtf8.decode(key);
            int characters = item.codePointCount(0, item.length());
            if (characters < 1 || characters > DEFAULT_MAX_CHARACTERS) {
                throw new MalformedRecordException("the key has " + characters
                        + " characters; it must be an item's id of 1 to " + DEFAULT_MAX_CHARACTERS);
            }
            return item;
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("the key is not valid UTF-8; it must be the item's id", e);
        }
    }
}
