package freshet.model.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import freshet.model.data.LogLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Records, quotes and line numbers; FastCSV says what is right. */
class TableRecordsTest {
    @Test
    void aQuotedFieldMayHoldSeparatorsQuotesAndLineEnds() {
        assertThat(records("a,\"b,\"\"c\"\"\nd\",e\nf,g,h\n", Separator.COMMA, 3))
                .containsExactly(
                        new TableRecord(1, 2, List.of("a", "b,\"c\"\nd", "e"), ""),
                        new TableRecord(3, 3, List.of("f", "g", "h"), ""));
    }

    /** A quote that is not closed does not take the lines behind it along. */
    @Test
    void aWrongQuoteSpoilsItsOwnLineAlone() {
        for (String wrong : List.of("\"x,y", "\"x\"y,z", "x,\"")) {
            List<TableRecord> records = records("a,b\n" + wrong + "\nc,d\n\"e\",f\n", Separator.COMMA, 2);

            assertThat(records)
                    .filteredOn(TableRecord::isSound)
                    .extracting(TableRecord::number)
                    .containsExactly(1L, 3L, 4L);
            assertThat(records)
                    .filteredOn(record -> !record.isSound())
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.number()).isEqualTo(2);
                        assertThat(record.fault()).contains("quoted field");
                    });
        }
    }

    @Test
    void aQuotedFieldEndsWithinAHundredLines() {
        String longest = "\"" + "x\n".repeat(TableRecords.MAX_LINES - 1) + "\",b\n";
        assertThat(records(longest + "c,d\n", Separator.COMMA, 2))
                .extracting(TableRecord::lastNumber)
                .containsExactly(100L, 101L);

        assertThat(records("\"" + "x,y\n".repeat(TableRecords.MAX_LINES) + "\",b\n", Separator.COMMA, 2))
                .first()
                .satisfies(record -> assertThat(record.fault()).contains("has no end within 100 lines"));
    }

    @Property(tries = 300)
    void whatAnotherLibraryWritesIsRead(
            @ForAll("tables") List<List<String>> table,
            @ForAll Separator separator,
            @ForAll boolean all,
            @ForAll boolean crlf)
            throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(separator.character())
                .quoteStrategy(all ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
                .lineDelimiter(crlf ? LineDelimiter.CRLF : LineDelimiter.LF)
                .build(text)) {
            table.forEach(writer::writeRecord);
        }

        assertThat(records(text.toString(), separator, table.get(0).size()))
                .allMatch(TableRecord::isSound)
                .extracting(TableRecord::fields)
                .isEqualTo(table);
    }

    @Property(tries = 300)
    void anotherLibraryReadsTheSame(@ForAll("tables") List<List<String>> table) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            table.forEach(writer::writeRecord);
        }
        List<CsvRecord> expected = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text.toString())) {
            reader.forEach(expected::add);
        }

        assertThat(records(text.toString(), Separator.COMMA, table.get(0).size()))
                .extracting(TableRecord::number, TableRecord::fields)
                .isEqualTo(expected.stream()
                        .map(record ->
                                org.assertj.core.groups.Tuple.tuple(record.getStartingLineNumber(), record.getFields()))
                        .toList());
    }

    /** Tables of one width whose records are not blank lines. */
    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> field = Arbitraries.of("", "a", "ü", "\"", "\n", ",", ";", "\t", "|", " ", "帽", "''")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
        return Arbitraries.integers().between(1, 4).flatMap(more -> field.list()
                .ofSize(more)
                .map(fields -> {
                    List<String> record = new ArrayList<>(List.of("id"));
                    record.addAll(fields);
                    return record;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(8));
    }

    private static List<TableRecord> records(String text, Separator separator, int columns) {
        TableRecords records = new TableRecords(
                new LogLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))), separator, columns);
        List<TableRecord> all = new ArrayList<>();
        try {
            Optional<TableRecord> next = records.next();
            while (next.isPresent()) {
                all.add(next.get());
                next = records.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
