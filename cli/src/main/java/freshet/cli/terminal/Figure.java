package freshet.cli.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Writes figures that may be over no case at all, which are NaN: {@code n/a} for people, null for
 * programs.
 */
public final class Figure {
    /** The text where a figure is over no case. */
    public static final String NONE = "n/a";

    private Figure() {}

    /**
     * A figure for people.
     *
     * @param format of a number, for example {@code %.4f}
     */
    public static String text(String format, double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, format, value);
    }

    /** Puts a figure into an object for programs, and gives the object. */
    public static ObjectNode put(ObjectNode json, String name, double value) {
        return Double.isNaN(value) ? json.putNull(name) : json.put(name, value);
    }
}
