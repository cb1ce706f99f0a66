package freshet.model.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many items of an answer may have the same value of an attribute. Immutable.
 *
 * @param attribute its name; of a list the first string counts, a number does not
 * @param most at least 1
 */
public record ValueLimit(String attribute, int most) {
    private static final Pattern FORM = Pattern.compile("(.*\\S)\\s*=\\s*([1-9]\\d{0,3})");

    /**
     * The limit that a text says, for example {@code category=3}; none if it is empty.
     *
     * @throws IllegalArgumentException saying what would be right
     */
    public static Optional<ValueLimit> of(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "it must be an attribute and a whole number from 1 to 9999, for example category=3");
        }
        return Optional.of(new ValueLimit(parts.group(1), Integer.parseInt(parts.group(2))));
    }
}
