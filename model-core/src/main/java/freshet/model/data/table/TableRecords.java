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
import java.util.Locale;
import java.util.Optional;

/**
 * The records of a table: a line each, or several where a quoted field has line ends. Where a
 * record's quotes are wrong, its first line alone is at fault and the next line begins a record, so
 * that one wrong quote spoils one line. For one thread.
 */
final class TableRecords {
    /** A quoted field that is still open after that many lines is a wrong quote. */
    static final int MAX_LINES = 100;

    /** A record has no more characters than a line has bytes, see {@link LogLines#next}. */
    static final int MAX_CHARACTERS = 1 << 20;

    private final LogLines lines;
    private final SeparatedFields parser;
    private final int columns;
    private final Deque<Line> again = new ArrayDeque<>(); // lines that were read with a wrong record
    private long spans; // records of several lines
    private String firstSpan = "";

    /** @param columns how many fields a record has */
    TableRecords(LogLines lines, SeparatedFields parser, int columns) {
        this.lines = lines;
        this.parser = parser;
        this.columns = columns;
    }

    /** How many records so far had several lines, on one line; empty if none had. */
    Optional<String> spans() {
        return spans == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d records have line ends within quotes, the first on lines %s",
                        spans,
                        firstSpan));
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
            boolean complete = parser.take(first.sound(), first.number());
            int characters = first.text().length();
            while (!complete) {
                Line line = following(more.size(), characters);
                more.add(line);
                characters += line.text().length();
                complete = parser.take(line.within(parser), line.number());
            }
            long last = first.number() + more.size();
            requireColumns(first, last);
            count(first.number(), last);
            return new TableRecord(first.number(), last, parser.fields(), "");
        } catch (MalformedLineException e) {
            for (int i = more.size() - 1; i >= 0; i--) {
                again.addFirst(more.get(i));
            }
            return new TableRecord(first.number(), first.number(), List.of(), e.getMessage());
        }
    }

    private void requireColumns(Line first, long last) throws MalformedLineException {
        int found = parser.fields().size();
        if (found != columns) {
            throw new MalformedLineException(
                    (last == first.number() ? "the line " : "the record up to line " + last + " from ")
                            + Quote.of(first.text()) + " has " + found + " columns; it must have " + columns);
        }
    }

    private void count(long first, long last) {
        if (last > first) {
            spans++;
            firstSpan = spans == 1 ? first + " to " + last : firstSpan;
        }
    }

    private Line following(int read, int characters) throws IOException, MalformedLineException {
        Optional<Line> line = read + 1 < MAX_LINES && characters <= MAX_CHARACTERS ? line() : Optional.empty();
        return line.orElseThrow(() -> new MalformedLineException(parser.quotedField() + " has no end within "
                + MAX_LINES + " lines and " + MAX_CHARACTERS + " characters; write a quote within a field twice"));
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

        /** The text, as a further line of a quoted field. */
        String within(SeparatedFields parser) throws MalformedLineException {
            if (!fault.isEmpty()) {
                throw new MalformedLineException(parser.quotedField() + " goes on on line " + number + ": " + fault);
            }
            return text;
        }
    }
}
