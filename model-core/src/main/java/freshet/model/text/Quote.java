package freshet.model.text;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Shows foreign text in a message: on one line, cut where it is long, without what a terminal takes
 * for a command.
 */
public final class Quote {
    private static final int MAX_CHARACTERS = 80;
    private static final int MAX_SENTENCE_CHARACTERS = 300;
    private static final int MAX_MESSAGE_CHARACTERS = 2_000;

    // What JSON leaves as it is and a terminal or a log takes for a line's end or a command.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Quote() {}

    /** A value in quotation marks. */
    public static String of(String value) {
        return plain(TextNode.valueOf(cut(value)).toString());
    }

    /** All of a value, in quotation marks: for the name of a file, whose end tells most. */
    public static String whole(String value) {
        return plain(TextNode.valueOf(value).toString());
    }

    /** A value's first characters, with "…" if more follow, as they are: for a number. */
    public static String cut(String value) {
        return cut(value, MAX_CHARACTERS);
    }

    /** Another library's sentence. */
    public static String sentence(String text) {
        return plain(cut(text.replaceAll("\\s+", " "), MAX_SENTENCE_CHARACTERS));
    }

    /** A whole message, which may hold foreign text that nobody quoted. */
    public static String line(String message) {
        return plain(cut(message, MAX_MESSAGE_CHARACTERS));
    }

    /** All of a text. */
    public static String plain(String text) {
        return UNPRINTABLE
                .matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "\\\\u%04x", found.group().codePointAt(0)));
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }
}
