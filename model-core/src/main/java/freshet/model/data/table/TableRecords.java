package freshet.model.data.table;

import freshet.model.data.LogLines;
import freshet.model.data.MalformedLineException;
import freshet.model.data.format.SeparatedFields;
import freshet.model.text.Quote;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The records of a table: a line each, or several where a quoted field has line ends. Where a
 * record's quotes are wrong, its first line alone is at fault and the next line begins a record, so
 * that one wrong quote spoils one line. For one thread.
 */
final class TableRecords {
    /** A quoted field that is still open after that many lines is a wrong quote. */
    static final int MAX_LINES = 100;

    private final LogLines lines;
    private final int columns;
    private final SeparatedFields parser;
    private final Deque<Line> again = new ArrayDeque<>(); // lines that were read with a wrong record

    /** @param columns how many fields a record has */
    TableRecords(LogLines lines, Separator separator, int columns) {
        this.lines = lines;
        this.columns = columns;
        this.parser = new SeparatedFields(separator.character());
    }

    /**
     * The next record, blank lines passed over; empty after the last.
     *
     * @throws freshet.model.data.LogException if a line is too long
     */
    Optional<TableRecord> next() throws IOException {
        Optional<Line> first = line();
        while (first.isPresent() && first.get().isBlank()) {
            first = line();
        }
        return first.isEmpty() ? Optional.empty() : Optional.of(record(first.get()));
    }

    private TableRecord record(Line first) throws IOException {
        List<Line> more = new ArrayList<>();
        try {
            parser.restart();
            boolean complete = parser.take(first.sound());
            while (!complete) {
                Line line = following(first, more.size());
                more.add(line);
                complete = parser.take(line.sound());
            }
            if (parser.fields().size() != columns) {
                throw new MalformedLineException("the line " + Quote.of(first.text()) + " has "
                        + parser.fields().size() + " columns; it must have " + columns);
            }
            return new TableRecord(first.number(), first.number() + more.size(), parser.fields(), "");
        } catch (MalformedLineException e) {
            for (int i = more.size() - 1; i >= 0; i--) {
                again.addFirst(more.get(i));
            }
            return new TableRecord(first.number(), first.number(), List.of(), e.getMessage());
        }
    }

    private Line following(Line first, int read) throws IOException, MalformedLineException {
        Optional<Line> line = read + 1 < MAX_LINES ? line() : Optional.empty();
        return line.orElseThrow(() -> new MalformedLineException("the line " + Quote.of(first.text())
                + " begins a quoted field that has no end within " + MAX_LINES
                + " lines; write a quote within a field twice"));
    }

    private Optional<Line> line() throws IOException {
        if (!again.isEmpty()) {
            return Optional.of(again.removeFirst());
        }
        if (!lines.next()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Line(lines.number(), lines.text(), ""));
        } catch (MalformedLineException e) {
            return Optional.of(new Line(lines.number(), "", e.getMessage()));
        }
    }

    /** @param fault why it has no text; empty if it has */
    private record Line(long number, String text, String fault) {

        boolean isBlank() {
            return fault.isEmpty() && text.isBlank();
        }

        String sound() throws MalformedLineException {
            if (!fault.isEmpty()) {
                throw new MalformedLineException(fault);
            }
            return text;
        }
    }
}
