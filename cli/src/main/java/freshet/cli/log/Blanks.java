package freshet.cli.log;

/** Blanks at the ends of ids, among them the no-break space of web pages. */
public final class Blanks {
    private Blanks() {}

    /** Whether the first or the last character is a blank. */
    public static boolean around(String id) {
        return !id.isEmpty() && (isBlank(id.codePointAt(0)) || isBlank(id.codePointBefore(id.length())));
    }

    /** The id without blanks at its ends. */
    public static String stripped(String id) {
        int begin = 0;
        int end = id.length();
        while (begin < end && isBlank(id.codePointAt(begin))) {
            begin += Character.charCount(id.codePointAt(begin));
        }
        while (end > begin && isBlank(id.codePointBefore(end))) {
            end -= Character.charCount(id.codePointBefore(end));
        }
        return id.substring(begin, end);
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
