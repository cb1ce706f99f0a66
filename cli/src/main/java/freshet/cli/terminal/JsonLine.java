package freshet.cli.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes JSON for programs that a terminal may show too. */
public final class JsonLine {
    /** What JSON allows in a text, and a terminal may take for a command. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private JsonLine() {}

    /**
     * One object on one line. Such characters are in texts alone, where JSON has an escape for
     * each.
     */
    public static String of(ObjectNode json) {
        return UNPRINTABLE.matcher(json.toString()).replaceAll(found -> {
            StringBuilder escaped = new StringBuilder();
            found.group().chars().forEach(unit -> escaped.append(String.format(Locale.ROOT, "\\\\u%04x", unit)));
            return escaped.toString();
        });
    }
}
