package freshet.model.data.table;

import freshet.model.data.LogException;
import freshet.model.data.MalformedLineException;
import freshet.model.data.format.SeparatedFields;
import freshet.model.text.Quote;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What parts the fields of a table. */
public enum Separator {
    COMMA(',', "commas"),
    SEMICOLON(';', "semicolons"),
    TAB('\t', "tabs"),
    PIPE('|', "pipes");

    private final char character;
    private final String words;

    Separator(char character, String words) {
        this.character = character;
        this.words = words;
    }

    /** As the option {@code --separator} has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By its name or itself.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Separator named(String text) {
        return Stream.of(values())
                .filter(each -> each.toString().equalsIgnoreCase(text)
                        || text.equals(String.valueOf(each.character))
                        || each == TAB && text.equals("\\t"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        Quote.of(text) + " is no separator; write comma, semicolon, tab, pipe, or the character"));
    }

    char character() {
        return character;
    }

    /** Several of them, for messages. */
    String words() {
        return words;
    }

    /**
     * The separator that parts a header into the most columns.
     *
     * @throws LogException if none does, or two do alike
     */
    static Separator of(String header) {
        int most =
                Stream.of(values()).mapToInt(each -> each.columns(header)).max().orElseThrow();
        List<Separator> found =
                Stream.of(values()).filter(each -> each.columns(header) == most).toList();
        if (most < 2) {
            throw new LogException("wrong header: " + Quote.of(header) + " is one column by comma, semicolon, tab and"
                    + " pipe alike; the first line must name the columns");
        }
        if (found.size() > 1) {
            throw new LogException("wrong header: " + Quote.of(header) + " has " + most + " columns by "
                    + found.get(0).words + " and by " + found.get(1).words
                    + "; say which by --separator comma, semicolon, tab or pipe");
        }
        return found.get(0);
    }

    private int columns(String header) {
        try {
            return SeparatedFields.of(header, character).size();
        } catch (MalformedLineException e) {
            return 0; // its quotes are no quotes by this separator
        }
    }
}
