package freshet.schema.item;

import static freshet.schema.event.EventLimits.DEFAULT_MAX_CHARACTERS;

import freshet.schema.Item;
import freshet.schema.codec.Excerpt;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks that every field of an item is in its range, the same for all encodings and files. Threads
 * may share it.
 */
public final class ItemValidator {
    /** Most characters of a title. */
    public static final int MAX_TITLE = 1_024;
    /** Most attributes of an item, and strings of a list. */
    public static final int MAX_ENTRIES = 64;
    /** Most numbers of a vector. */
    public static final int MAX_VECTOR = 2_048;
    /** The range of a boost. */
    public static final double LEAST_BOOST = 0.001;

    public static final double MOST_BOOST = 1_000;
    private static final Instant LATEST = Instant.parse("5000-01-01T00:00:00Z");

    /**
     * The first fault of the item in words (the field, its value, what would be right), or empty
     * if it has none.
     */
    public Optional<String> fault(Item item) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> text("itemId", item.getItemId(), DEFAULT_MAX_CHARACTERS),
                        () -> item.getTitle().flatMap(title -> title(title)),
                        () -> attributes(item.getAttributes()),
                        () -> item.getAvailableFrom().flatMap(time -> time("availableFrom", time)),
                        () -> item.getAvailableUntil().flatMap(time -> time("availableUntil", time)),
                        () -> window(item),
                        () -> boost(item.getBoost()),
                        () -> item.getVector().flatMap(ItemValidator::vector))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> title(String title) {
        return title.isEmpty() ? Optional.empty() : text("title", title, MAX_TITLE);
    }

    private static Optional<String> attributes(Map<String, Object> attributes) {
        if (attributes.size() > MAX_ENTRIES) {
            return Optional.of(
                    "attributes has " + attributes.size() + " entries; at most " + MAX_ENTRIES + " are allowed");
        }
        return attributes.entrySet().stream()
                .map(entry -> text("the name of an attribute", entry.getKey(), DEFAULT_MAX_CHARACTERS)
                        .or(() -> value("attribute " + Excerpt.quoted(entry.getKey()), entry.getValue())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> value(String name, Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number)
                    ? Optional.empty()
                    : Optional.of(name + " is " + number + "; it must be a finite number");
        }
        if (value instanceof List<?> list) {
            return list.size() > MAX_ENTRIES
                    ? Optional.of(name + " has " + list.size() + " strings; at most " + MAX_ENTRIES + " are allowed")
                    : list.stream()
                            .map(each -> text("a string of " + name, (String) each, DEFAULT_MAX_CHARACTERS))
                            .flatMap(Optional::stream)
                            .findFirst();
        }
        return text(name, (String) value, DEFAULT_MAX_CHARACTERS);
    }

    private static Optional<String> text(String field, String value, int most) {
        int characters = value.codePointCount(0, value.length());
        if (characters < 1 || characters > most) {
            return Optional.of(field + " " + Excerpt.quoted(value) + " has "
                    + String.format(Locale.ROOT, "%,d characters; it must have 1 to %,d", characters, most));
        }
        boolean half = value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return half
                ? Optional.of(field + " " + Excerpt.quoted(value)
                        + " has half of a surrogate pair; every character must be a whole one")
                : Optional.empty();
    }

    private static Optional<String> time(String field, Instant time) {
        return time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)
                ? Optional.of(field + " " + time + " is not between " + Instant.EPOCH + " and " + LATEST
                        + "; it must be in milliseconds since 1970-01-01 UTC")
                : Optional.empty();
    }

    private static Optional<String> window(Item item) {
        return item.getAvailableFrom().flatMap(from -> item.getAvailableUntil()
                .filter(until -> !from.isBefore(until))
                .map(until -> "availableFrom " + from + " is not before availableUntil " + until
                        + "; the item could never be recommended: correct one of them"));
    }

    private static Optional<String> boost(double boost) {
        return boost >= LEAST_BOOST && boost <= MOST_BOOST
                ? Optional.empty()
                : Optional.of("boost is " + boost + "; it must be from 0.001 to 1,000, and 1 changes nothing");
    }

    private static Optional<String> vector(List<Float> vector) {
        if (vector.size() > MAX_VECTOR) {
            return Optional.of(String.format(
                    Locale.ROOT, "vector has %,d numbers; at most %,d are allowed", vector.size(), MAX_VECTOR));
        }
        return vector.stream()
                .filter(number -> !Float.isFinite(number))
                .findFirst()
                .map(number -> "vector has the number " + number + "; all must be finite");
    }
}
