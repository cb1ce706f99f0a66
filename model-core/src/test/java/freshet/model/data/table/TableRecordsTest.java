package freshet.model.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import freshet.model.data.LogLines;
import freshet.model.data.format.SeparatedFields;
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
                .satisfies(record ->
                        assertThat(record.fault()).contains("that begins on line 1 has no end within 100 lines"));
    }

    @Test
    void aWrongQuoteIsNamedWithTheLineWhereItsFieldBegins() {
        assertThat(records("a,b\nc,\"d\ne\"f,g\n", Separator.COMMA, 2))
                .element(1)
                .isEqualTo(new TableRecord(
                        2,
                        2,
                        List.of(),
                        "the quoted field \"d\\ne\" that begins on line 2 ends on line 3 before \"f\"; write a quote"
                                + " within it twice"));
        assertThat(records("\"a\nb\",c,\"d\ne\"f\n", Separator.COMMA, 3))
                .first()
                .satisfies(record -> assertThat(record.fault()).contains("that begins on line 2 ends on line 3"));
    }

    @Test
    void aQuotedFieldNamesItsLineThatIsNoUtf8() {
        byte[] text = "a,\"b\n?\",c\nd,e,f\n".getBytes(StandardCharsets.UTF_8);
        text[5] = (byte) 0xff;

        List<TableRecord> records = records(text, new SeparatedFields(',', true), 3);
        assertThat(records.get(0).fault())
                .startsWith("the quoted field \"b\" that begins on line 1 goes on on line 2: the line is not valid");
        assertThat(records).filteredOn(TableRecord::isSound).hasSize(1);
    }

    @Test
    void aRecordIsNoLongerThanALineMayBe() {
        String line = "x".repeat(1 << 19) + "\n";
        assertThat(records("\"" + line + "y\",b\n", Separator.COMMA, 2)).allMatch(TableRecord::isSound);
        assertThat(records("\"" + line.repeat(5) + "\",b\nc,d\n", Separator.COMMA, 2))
                .filteredOn(TableRecord::isSound)
                .containsExactly(new TableRecord(7, 7, List.of("c", "d"), ""));
    }

    @Test
    void withoutQuotesAQuoteIsACharacter() {
        assertThat(records("\"a\tb\n\"c\"d\te\n".getBytes(StandardCharsets.UTF_8), new SeparatedFields('\t', false), 2))
                .extracting(TableRecord::fields)
                .containsExactly(List.of("\"a", "b"), List.of("\"c\"d", "e"));
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
        return records(
                text.getBytes(StandardCharsets.UTF_8), new SeparatedFields(separator.character(), true), columns);
    }

    private static List<TableRecord> records(byte[] text, SeparatedFields parser, int columns) {
        TableRecords records = new TableRecords(new LogLines(new ByteArrayInputStream(text)), parser, columns);
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
