package freshet.cli.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.schema.Item;
import java.util.List;
import java.util.TreeMap;

/** An item as a line of JSON, as {@code items --load} reads it. Threads may share it. */
public final class ItemJson {
    private final JsonMapper mapper = JsonMapper.builder().build();

    /** One line, without its end. */
    public String line(Item item) {
        ObjectNode json = mapper.createObjectNode().put("itemId", item.getItemId());
        json.put("available", item.getAvailable());
        item.getTitle().ifPresent(title -> json.put("title", title));
        if (!item.getAttributes().isEmpty()) {
            ObjectNode attributes = json.putObject("attributes");
            new TreeMap<>(item.getAttributes()).forEach((name, value) -> put(attributes, name, value));
        }
        item.getAvailableFrom().ifPresent(time -> json.put("availableFrom", time.toString()));
        item.getAvailableUntil().ifPresent(time -> json.put("availableUntil", time.toString()));
        if (item.getBoost() != 1) {
            json.put("boost", item.getBoost());
        }
        item.getVector().ifPresent(vector -> {
            ArrayNode numbers = json.putArray("vector");
            vector.forEach(numbers::add);
        });
        item.getUpdatedAt().ifPresent(time -> json.put("updatedAt", time.toString()));
        try {
            return mapper.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory cannot be written", e);
        }
    }

    private static void put(ObjectNode attributes, String name, Object value) {
        if (value instanceof Double number) {
            attributes.put(name, number);
        } else if (value instanceof String text) {
            attributes.put(name, text);
        } else {
            ArrayNode texts = attributes.putArray(name);
            ((List<?>) value).forEach(each -> texts.add((String) each));
        }
    }
}
