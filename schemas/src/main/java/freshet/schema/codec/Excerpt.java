package freshet.schema.codec;

import java.util.Locale;

/**
 * Makes foreign text fit for a sentence: cut, and without control characters or halves of
 * characters.
 */
public final class Excerpt {
    /** Characters shown of a field's value. */
    public static final int VALUE = 80;
    /** Characters shown of another library's message. */
    public static final int SENTENCE = 300;

    private Excerpt() {}

    /** The value in quotation marks. */
    public static String quoted(String value) {
        return '"' + of(value, VALUE) + '"';
    }

    /** The first characters of the text, with "…" if more follow. */
    public static String of(String text, int maxCharacters) {
        StringBuilder excerpt = new StringBuilder();
        text.codePoints().limit(maxCharacters).forEach(character -> {
            if (isPlain(character)) {
                excerpt.appendCodePoint(character);
            } else {
                excerpt.append(String.format(Locale.ROOT, "\\u%04x", character));
            }
        });
        return text.codePointCount(0, text.length()) > maxCharacters
                ? excerpt.append('…').toString()
                : excerpt.toString();
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
