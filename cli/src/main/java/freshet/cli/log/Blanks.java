package freshet.cli.log;

/** Tells ids that begin or end with a blank, also with the no-break space of web pages. */
public final class Blanks {
    private Blanks() {}

    /** Whether the first or the last character is a blank. */
    public static boolean around(String id) {
        return !id.isEmpty() && (isBlank(id.codePointAt(0)) || isBlank(id.codePointBefore(id.length())));
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
