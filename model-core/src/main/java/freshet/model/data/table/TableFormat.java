package freshet.model.data.table;

import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import freshet.model.data.LogLines;
import freshet.model.data.LogTally;
import freshet.model.data.MalformedLineException;
import freshet.model.data.format.SeparatedFields;
import freshet.model.text.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A table with a header on its first line, as shops export their events. What the user does not say
 * of it is guessed from the header and the first {@value #SAMPLE} records, and said before the
 * first event. Threads may share it.
 */
public final class TableFormat implements LogFormat {
    /** Records by which times are guessed. */
    static final int SAMPLE = 1_000;

    private static final Pattern EXCEL = Pattern.compile("(?i)\"?sep=.?\"?");
    private static final Predicate<String> QUOTED = Pattern.compile("\".*\"").asMatchPredicate();

    private final String name;
    private final String separation;
    private final Optional<Separator> fixed;
    private final TableSettings settings;

    private TableFormat(String name, String separation, Optional<Separator> fixed, TableSettings settings) {
        this.name = name;
        this.separation = separation;
        this.fixed = fixed;
        this.settings = settings;
    }

    /** A table whose header tells the separator, unless the user does. */
    public static TableFormat csv() {
        return new TableFormat(
                "csv", "separated by comma, semicolon, tab or pipe", Optional.empty(), TableSettings.GUESSED);
    }

    /** A table separated by tabs without quotes: most programs that write one have none. */
    public static TableFormat tsv() {
        return new TableFormat(
                "tsv", "separated by tabs without quotes", Optional.of(Separator.TAB), TableSettings.GUESSED);
    }

    /**
     * The same format, read as a user says.
     *
     * @throws IllegalArgumentException if it has a separator of its own and another is given
     */
    public TableFormat with(TableSettings told) {
        if (fixed.isPresent()
                && told.separator().isPresent()
                && !told.separator().equals(fixed)) {
            throw new IllegalArgumentException("format " + name + " is " + separation);
        }
        return new TableFormat(name, separation, fixed, told);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "a table " + separation + " whose first line names the columns";
    }

    @Override
    public String unit() {
        return "line";
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public void read(InputStream in, LogTally tally) throws IOException {
        LogLines lines = new LogLines(in);
        lines.next();
        String header = header(lines);
        Separator separator = fixed.or(settings::separator).orElseGet(() -> Separator.of(header));
        SeparatedFields parser = new SeparatedFields(separator.character(), fixed.isEmpty());
        List<String> names = names(header, parser);
        if (names.size() < 2) {
            throw new LogException("wrong header: " + Quote.of(header) + " is one column by " + separator.words()
                    + "; is the separator another, as --format csv finds it?");
        }
        tally.recognized();
        if (fixed.isPresent() && names.stream().anyMatch(QUOTED)) {
            throw new LogException("wrong header: format " + name + " has no quotes, and " + Quote.of(header)
                    + " has; give --format csv, which reads tabs too");
        }
        TableColumns columns = TableColumns.of(names, settings.columns());
        tally.guessed("columns are separated by " + separator.words() + ": " + columns.words());
        new TableReading(new TableRecords(lines, parser, names.size()), columns, settings.times(), tally).run();
    }

    private static String header(LogLines lines) {
        try {
            String header = lines.text();
            if (header.isBlank()) {
                throw new LogException("the first line is blank; it must name the columns");
            }
            if (header.indexOf('\r') >= 0) {
                throw new LogException("lines end with CR alone; end them with LF or CRLF");
            }
            if (EXCEL.matcher(header).matches()) {
                throw new LogException("the first line is " + Quote.of(header)
                        + ", which only Excel knows; take it out, so that the first line names the columns");
            }
            return header;
        } catch (MalformedLineException e) {
            throw new LogException("wrong header: " + e.getMessage(), e);
        }
    }

    private static List<String> names(String header, SeparatedFields parser) {
        try {
            return parser.ofLine(header);
        } catch (MalformedLineException e) {
            throw new LogException("wrong header: " + e.getMessage(), e);
        }
    }
}
