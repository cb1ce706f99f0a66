package freshet.schema.item;

import freshet.schema.Item;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads items that are JSON objects with the field names of {@link Item}. Threads may share it. */
public final class JsonItems {
    private static final String AN_ITEM = "an item";
    private static final Set<String> FIELDS =
            Set.of("title", "attributes", "availableFrom", "availableUntil", "boost", "vector");
    private static final Set<String> OTHERS = Set.of("itemId", "available", "updatedAt");

    private JsonItems() {}

    /**
     * The item that the bytes hold; fields of other names are passed over. An object that says
     * nothing else must say whether the item is available.
     *
     * @throws MalformedRecordException naming field, value and what would be right
     */
    public static Item read(byte[] json) {
        return item(JsonObject.parse(json, AN_ITEM));
    }

    /**
     * The same, where a field of another name is refused: so that none is left out by mistake.
     *
     * @throws MalformedRecordException naming field, value and what would be right
     */
    public static Item readStrictly(byte[] json) {
        JsonObject object = JsonObject.parse(json, AN_ITEM);
        Optional<String> other = object.names().stream()
                .filter(name -> !FIELDS.contains(name) && !OTHERS.contains(name))
                .findFirst();
        if (other.isPresent()) {
            throw new MalformedRecordException("an item has no field " + Excerpt.quoted(other.get())
                    + "; put what is the shop's own into \"attributes\"");
        }
        return item(object);
    }

    private static Item item(JsonObject json) {
        List<String> names = json.names();
        Item.Builder item = Item.newBuilder()
                .setItemId(json.text("itemId"))
                .setAvailable(
                        names.stream().anyMatch(FIELDS::contains)
                                ? json.optionalFlag("available").orElse(true)
                                : json.flag("available"))
                .setAttributes(json.attributes("attributes"))
                .setBoost(json.optionalNumber("boost").orElse(1));
        json.optionalText("title").ifPresent(item::setTitle);
        json.optionalTime("availableFrom").ifPresent(item::setAvailableFrom);
        json.optionalTime("availableUntil").ifPresent(item::setAvailableUntil);
        json.optionalTime("updatedAt").ifPresent(item::setUpdatedAt);
        json.optionalNumbers("vector")
                .ifPresent(vector ->
                        item.setVector(vector.stream().map(Double::floatValue).toList()));
        return item.build();
    }
}
