package freshet.schema.item;

import static freshet.schema.event.EventLimits.DEFAULT_MAX_CHARACTERS;
import static freshet.schema.event.EventLimits.DEFAULT_MAX_PAYLOAD_BYTES;

import freshet.schema.ItemAvailability;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.codec.StrictUtf8;
import freshet.schema.json.JsonObject;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/**
 * Reads records of the {@code items} topic. A value is Avro in single-object encoding or a JSON
 * object with the same field names: its first bytes tell which, so that one topic may hold both.
 * Threads may share it.
 */
public final class AvailabilityReader {
    private final SingleObjectCodec<ItemAvailability> codec = new SingleObjectCodec<>(ItemAvailability.class);

    /**
     * What a record says.
     *
     * @param key the item's id
     * @throws MalformedRecordException if the value cannot be read, or key and value do not name
     *     the same item
     */
    public ItemAvailability read(byte[] key, byte[] value) {
        String item = item(key);
        if (value.length > DEFAULT_MAX_PAYLOAD_BYTES) {
            throw new MalformedRecordException(String.format(
                    Locale.ROOT,
                    "the value has %,d bytes; at most %,d are allowed",
                    value.length,
                    DEFAULT_MAX_PAYLOAD_BYTES));
        }
        ItemAvailability availability = SingleObjectCodec.begins(value) ? codec.decode(value) : json(value);
        if (!availability.getItemId().equals(item)) {
            // Compaction goes by the key: the topic would forget one of the two.
            throw new MalformedRecordException("the key is " + Excerpt.quoted(item) + ", but itemId is "
                    + Excerpt.quoted(availability.getItemId()) + "; they must be the same");
        }
        return availability;
    }

    /**
     * What a record without a value says: the item is available.
     *
     * @throws MalformedRecordException if the key is no item's id
     */
    public ItemAvailability readTombstone(byte[] key) {
        return ItemAvailability.newBuilder()
                .setItemId(item(key))
                .setAvailable(true)
                .build();
    }

    private static ItemAvailability json(byte[] value) {
        JsonObject json = JsonObject.parse(value, "an item's availability");
        ItemAvailability.Builder availability =
                ItemAvailability.newBuilder().setItemId(json.text("itemId")).setAvailable(json.flag("available"));
        json.optionalTime("updatedAt").ifPresent(availability::setUpdatedAt);
        return availability.build();
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
