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
 * that is no UTF-8. Without quotes, a quote is a character like any other everywhere. For one
 * thread.
 */
public final class SeparatedFields {
    private static final char QUOTE = '"';

    /** A record has no more fields: a line of separators would cost a hundred times its size. */
    static final int MAX_FIELDS = 2_000;

    private static final int SHOWN = 100; // characters of a field that may be long; the quote has fewer

    private final char separator;
    private final boolean hasQuotes;
    private final StringBuilder quoted = new StringBuilder(); // the quoted field under way, without its quotes
    private List<String> fields = new ArrayList<>();
    private boolean open; // within a quoted field
    private long opened; // the line on which the last quoted field begins

    /** @param hasQuotes whether a field may be quoted */
    public SeparatedFields(char separator, boolean hasQuotes) {
        this.separator = separator;
        this.hasQuotes = hasQuotes;
    }

    /**
     * The fields of a record of one line, without their quotes.
     *
     * @throws MalformedLineException if a quoted field has no end on this line, or something behind
     *     it, or if there are more than 2,000 fields
     */
    public static List<String> of(String line, char separator) throws MalformedLineException {
        return new SeparatedFields(separator, true).ofLine(line);
    }

    /**
     * The fields of a record of one line, without their quotes.
     *
     * @throws MalformedLineException if a quoted field has no end on this line, or something behind
     *     it, or if there are more than 2,000 fields
     */
    public List<String> ofLine(String line) throws MalformedLineException {
        restart();
        if (!take(line, 1)) {
            throw new MalformedLineException("the line " + Quote.of(line)
                    + " begins a quoted field and does not end it; a field must end on its line");
        }
        return fields;
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
     * @param number the line's number, for messages
     * @return whether the record is complete; if not, a quoted field goes on on the next line
     * @throws MalformedLineException if a quoted field has something behind it, or if there are
     *     more than 2,000 fields
     */
    public boolean take(String line, long number) throws MalformedLineException {
        int at = 0;
        if (open) {
            quoted.append('\n');
            at = restOfQuoted(line, 0);
        } else {
            at = field(line, 0, number);
        }
        while (!open && at < line.length()) {
            if (line.charAt(at) != separator) {
                String behind = Quote.of(line.substring(at, at + 1));
                throw new MalformedLineException((opened == number
                                ? "the line " + Quote.of(line) + " has " + behind + " behind a quoted field"
                                : quotedField() + " ends on line " + number + " before " + behind)
                        + "; write a quote within it twice");
            }
            at = field(line, at + 1, number);
        }
        return !open;
    }

    /** The quoted field that began last, with its line, for messages. */
    public String quotedField() {
        String begin = quoted.substring(0, Math.min(quoted.length(), SHOWN));
        return "the quoted field " + Quote.of(begin) + " that begins on line " + opened;
    }

    /** The fields of the record, once it is complete. */
    public List<String> fields() {
        return fields;
    }

    /** Takes the field that begins here; the place behind it. */
    private int field(String line, int start, long number) throws MalformedLineException {
        if (fields.size() == MAX_FIELDS) {
            throw new MalformedLineException("line " + number + " has more than " + MAX_FIELDS + " columns");
        }
        if (hasQuotes && start < line.length() && line.charAt(start) == QUOTE) {
            quoted.setLength(0);
            open = true;
            opened = number;
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
