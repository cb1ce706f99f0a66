package freshet.cli.item;

import freshet.model.data.MalformedLineException;
import freshet.model.text.Quote;
import freshet.schema.Item;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.json.JsonTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns of a table of items: {@code itemId}, and perhaps {@code title}, {@code available},
 * {@code availableFrom}, {@code availableUntil}, {@code boost} and {@code vector}. Any other is an
 * attribute: a string, or a number or a list where its name ends with {@code :number} or
 * {@code :list}. Lists and vectors are separated by {@code |}. An empty cell says nothing.
 * Immutable.
 */
final class ItemColumns {
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final String NUMBER = ":number";
    private static final String LIST = ":list";

    private final List<String> names;
    private final int available;

    /**
     * The columns of a header.
     *
     * @throws MalformedLineException if there is no column of the items' ids, or one comes twice
     */
    ItemColumns(List<String> header) throws MalformedLineException {
        names = header.stream().map(String::strip).toList();
        available = names.indexOf("available");
        if (!names.contains("itemId")) {
            throw new MalformedLineException(
                    "the columns are " + String.join(", ", names) + "; one must be itemId, in the first line");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty() || !seen.add(attribute(name))) {
                throw new MalformedLineException("column " + Quote.of(name)
                        + (name.isEmpty() ? " has no name" : " comes" + " twice") + "; give each a name of its own");
            }
        }
    }

    private static String attribute(String name) {
        return name.endsWith(NUMBER)
                ? name.substring(0, name.length() - NUMBER.length())
                : name.endsWith(LIST) ? name.substring(0, name.length() - LIST.length()) : name;
    }

    /** Whether a line says if its item is available. */
    boolean saysAvailable(List<String> fields) {
        return available >= 0
                && available < fields.size()
                && !fields.get(available).isBlank();
    }

    /**
     * The item of a line.
     *
     * @throws MalformedLineException naming column, value and what would be right
     */
    Item item(List<String> fields) throws MalformedLineException {
        if (fields.size() != names.size()) {
            throw new MalformedLineException("the line has " + fields.size() + " columns, the first line names "
                    + names.size() + "; quote a value that has a comma in it");
        }
        Item.Builder item = Item.newBuilder().setItemId("").setAvailable(true).setBoost(1);
        Map<String, Object> attributes = new HashMap<>();
        for (int column = 0; column < fields.size(); column++) {
            String value = fields.get(column);
            if (!value.isBlank()) {
                set(names.get(column), value, item, attributes);
            }
        }
        return item.setAttributes(attributes).build();
    }

    private static void set(String name, String value, Item.Builder item, Map<String, Object> attributes)
            throws MalformedLineException {
        switch (name) {
            case "itemId" -> item.setItemId(value);
            case "title" -> item.setTitle(value.strip());
            case "available" -> item.setAvailable(flag(name, value.strip()));
            case "availableFrom" -> item.setAvailableFrom(time(name, value.strip()));
            case "availableUntil" -> item.setAvailableUntil(time(name, value.strip()));
            case "boost" -> item.setBoost(number(name, value));
            case "vector" -> item.setVector(vector(value));
            default ->
                attributes.put(
                        attribute(name),
                        name.endsWith(NUMBER)
                                ? (Object) number(name, value)
                                : name.endsWith(LIST) ? list(value) : value.strip());
        }
    }

    private static boolean flag(String name, String value) throws MalformedLineException {
        if (!value.equals("true") && !value.equals("false")) {
            throw new MalformedLineException(name + " is " + Quote.of(value) + "; it must be true or false");
        }
        return value.equals("true");
    }

    private static double number(String name, String value) throws MalformedLineException {
        try {
            return Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            throw new MalformedLineException(
                    name + " is " + Quote.of(value) + "; it must be a number, such as 79.5"
                            + (name.endsWith(NUMBER) ? ", or name the column without :number" : ""),
                    e);
        }
    }

    private static List<String> list(String value) {
        return Arrays.stream(BAR.split(value))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<Float> vector(String value) throws MalformedLineException {
        List<Float> vector = new ArrayList<>();
        for (String number : BAR.split(value)) {
            vector.add((float) number("vector", number));
        }
        return vector;
    }

    private static Instant time(String name, String value) throws MalformedLineException {
        try {
            return DIGITS.matcher(value).matches()
                    ? Instant.ofEpochMilli(Long.parseLong(value))
                    : JsonTime.instant(value);
        } catch (DateTimeException | MalformedRecordException e) {
            throw new MalformedLineException(
                    name + " is " + Quote.of(value) + "; it must be milliseconds since 1970-01-01 UTC or an ISO-8601"
                            + " instant, such as 2026-03-01T09:30:00Z",
                    e);
        }
    }
}
