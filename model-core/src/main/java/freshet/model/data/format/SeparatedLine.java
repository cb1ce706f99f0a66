package freshet.model.data.format;

import freshet.model.data.MalformedLineException;
import freshet.model.text.Quote;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a line into its fields by the rule of CSV (RFC 4180): a field that begins with a quote ends
 * with one, has separators as they are and each quote twice. A quote within a field that does not
 * begin with one is a character like any other.
 */
final class SeparatedLine {
    private static final char QUOTE = '"';

    private SeparatedLine() {}

    /**
     * The fields without their quotes.
     *
     * @param separator one character that means nothing in a regular expression
     * @throws MalformedLineException if a quoted field has no end on this line, or something behind
     *     it
     */
    static String[] fields(String line, String separator) throws MalformedLineException {
        if (line.indexOf(QUOTE) < 0) {
            return line.split(separator, -1);
        }
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            boolean quoted = at < line.length() && line.charAt(at) == QUOTE;
            int end = quoted ? closingQuote(line, at) + 1 : separatorAfter(line, separator, at);
            if (end < line.length() && !line.startsWith(separator, end)) {
                throw new MalformedLineException(
                        "the line " + Quote.of(line) + " has " + Quote.of(line.substring(end, end + 1))
                                + " behind a quoted field; write a quote within it twice");
            }
            fields.add(quoted ? line.substring(at + 1, end - 1).replace("\"\"", "\"") : line.substring(at, end));
            at = end + separator.length();
        }
        return fields.toArray(String[]::new);
    }

    private static int separatorAfter(String line, String separator, int start) {
        int end = line.indexOf(separator, start);
        return end < 0 ? line.length() : end;
    }

    private static int closingQuote(String line, int opening) throws MalformedLineException {
        int at = line.indexOf(QUOTE, opening + 1);
        while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == QUOTE) {
            at = line.indexOf(QUOTE, at + 2);
        }
        if (at < 0) {
            throw new MalformedLineException("the line " + Quote.of(line)
                    + " begins a quoted field and does not end it; a field must end on its line");
        }
        return at;
    }
}
