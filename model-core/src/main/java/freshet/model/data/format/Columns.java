package freshet.model.data.format;

import freshet.model.data.MalformedLineException;
import freshet.model.text.Quote;
import java.util.List;

/**
 * The columns of a text table, found by the names in its header; see {@link SeparatedFields} for
 * quotes.
 */
final class Columns {
    private final char separator;
    private final List<String> names;

    Columns(String header, char separator) throws MalformedLineException {
        this.separator = separator;
        this.names = SeparatedFields.of(header, separator);
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
                + Quote.of(String.join(String.valueOf(separator), names)));
    }

    /** The fields of a line, as many as there are columns. */
    List<String> split(String line) throws MalformedLineException {
        return split(line, separator, names.size());
    }

    /** The fields of a line, as many as wanted. */
    static List<String> split(String line, char separator, int wanted) throws MalformedLineException {
        List<String> fields = SeparatedFields.of(line, separator);
        if (fields.size() != wanted) {
            throw new MalformedLineException(
                    "the line " + Quote.of(line) + " has " + fields.size() + " columns; it must have " + wanted);
        }
        return fields;
    }
}
