package freshet.model.data.format;

import freshet.model.data.MalformedLineException;
import freshet.model.text.Quote;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a record into its fields by the rule of CSV (RFC 4180): a field that begins with a quote
 * ends with one, has separators and line ends as they are and each quote twice. A quote within a
 * field that does not begin with one is a character like any other. No library: those look at the
 * whole file, so that they can neither go on behind a record with a wrong quote nor tell the line
 * that is no UTF-8. For one thread.
 */
public final class SeparatedFields {
    private static final char QUOTE = '"';

    private final char separator;
    private final StringBuilder quoted = new StringBuilder(); // the quoted field under way, without its quotes
    private List<String> fields = new ArrayList<>();
    private boolean open; // within a quoted field

    public SeparatedFields(char separator) {
        this.separator = separator;
    }

    /**
     * The fields of a record of one line, without their quotes.
     *
     * @throws MalformedLineException if a quoted field has no end on this line, or something behind
     *     it
     */
    public static List<String> of(String line, char separator) throws MalformedLineException {
        SeparatedFields fields = new SeparatedFields(separator);
        if (!fields.take(line)) {
            throw new MalformedLineException("the line " + Quote.of(line)
                    + " begins a quoted field and does not end it; a field must end on its line");
        }
        return fields.fields();
    }

    /** Forgets what it has: the next line begins a record. */
    public void restart() {
        fields = new ArrayList<>();
        open = false;
    }

    /**
     * Takes the next line of a record.
     *
     * @param line without its end
     * @return whether the record is complete; if not, a quoted field goes on on the next line
     * @throws MalformedLineException if a quoted field has something behind it
     */
    public boolean take(String line) throws MalformedLineException {
        int at = 0;
        if (open) {
            quoted.append('\n');
            at = restOfQuoted(line, 0);
        } else {
            at = field(line, 0);
        }
        while (!open && at < line.length()) {
            if (line.charAt(at) != separator) {
                throw new MalformedLineException(
                        "the line " + Quote.of(line) + " has " + Quote.of(line.substring(at, at + 1))
                                + " behind a quoted field; write a quote within it twice");
            }
            at = field(line, at + 1);
        }
        return !open;
    }

    /** The fields of the record, once it is complete. */
    public List<String> fields() {
        return fields;
    }

    /** Takes the field that begins here; the place behind it. */
    private int field(String line, int start) {
        if (start < line.length() && line.charAt(start) == QUOTE) {
            quoted.setLength(0);
            open = true;
            return restOfQuoted(line, start + 1);
        }
        int found = line.indexOf(separator, start);
        int end = found < 0 ? line.length() : found;
        fields.add(line.substring(start, end));
        return end;
    }

    private int restOfQuoted(String line, int start) {
        int at = start;
        int quote = line.indexOf(QUOTE, at);
        while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == QUOTE) {
            quoted.append(line, at, quote + 1);
            at = quote + 2;
            quote = line.indexOf(QUOTE, at);
        }
        quoted.append(line, at, quote < 0 ? line.length() : quote);
        if (quote < 0) {
            return line.length();
        }
        fields.add(quoted.toString());
        open = false;
        return quote + 1;
    }
}
