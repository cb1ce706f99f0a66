package freshet.model.data.format;

import freshet.model.data.MalformedLineException;
import freshet.model.text.Quote;
import java.util.List;

/**
 * The columns of a text table, found by the names in its header; see {@link SeparatedLine} for
 * quotes.
 */
final class Columns {
    private final String separator;
    private final List<String> names;

    /** @param separator one character that means nothing in a regular expression */
    Columns(String header, String separator) throws MalformedLineException {
        this.separator = separator;
        this.names = List.of(SeparatedLine.fields(header, separator));
    }

    /**
     * Index of a column.
     *
     * @param accepted its names, any of which will do
     */
    int index(String... accepted) throws MalformedLineException {
        for (String name : accepted) {
            if (names.contains(name)) {
                return names.indexOf(name);
            }
        }
        throw new MalformedLineException("column " + String.join(" or ", accepted) + " is missing among "
                + Quote.of(String.join(separator, names)));
    }

    /** The fields of a line, as many as there are columns. */
    String[] split(String line) throws MalformedLineException {
        return split(line, separator, names.size());
    }

    /** The fields of a line, as many as wanted. */
    static String[] split(String line, String separator, int wanted) throws MalformedLineException {
        String[] fields = SeparatedLine.fields(line, separator);
        if (fields.length != wanted) {
            throw new MalformedLineException(
                    "the line " + Quote.of(line) + " has " + fields.length + " columns; it must have " + wanted);
        }
        return fields;
    }
}
