package freshet.model.bundle;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Shows foreign text in a message: in quotes, on one line, cut where it is long. */
final class Quote {
    private static final int MAX_CHARACTERS = 80;
    private static final int MAX_MESSAGE_CHARACTERS = 2_000;

    // What JSON lets stand and a terminal or a log takes for a line's end or a command.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Quote() {}

    static String of(String text) {
        boolean cut = text.length() > MAX_CHARACTERS;
        String quoted = TextNode.valueOf(cut ? text.substring(0, MAX_CHARACTERS) + "…" : text)
                .toString();
        return plain(quoted);
    }

    /** A whole message, which may hold foreign text that nobody quoted: on one line, cut where it is long. */
    static String line(String message) {
        return plain(
                message.length() > MAX_MESSAGE_CHARACTERS
                        ? message.substring(0, MAX_MESSAGE_CHARACTERS) + "…"
                        : message);
    }

    /** Text on one line that a terminal takes for text. */
    static String plain(String text) {
        return UNPRINTABLE
                .matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "\\\\u%04x", found.group().codePointAt(0)));
    }
}
