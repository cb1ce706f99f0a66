package freshet.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.EventLog;
import freshet.model.data.LogException;
import freshet.model.data.LogSummary;
import freshet.model.data.LogSummary.LogFault;
import freshet.model.data.LoggedEvent;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas of other writers: which are read, and how those are refused that are not. */
class AvroSchemasTest {
    private static final AvroFormat AVRO = new AvroFormat();
    private static final long TIME = 1_411_462_780_513L;
    private static final String STRING = "\"string\"";
    private static final String LONG = "\"long\"";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"[\"null\", %s]", "[%s, \"null\"]", "[%s]", "%s"})
    void nullableColumns_areRead(String union) throws IOException {
        Schema schema = schema(union.formatted(STRING), union.formatted(STRING), union.formatted(LONG));
        assertThat(EventLog.readAll(write(schema, record(schema, "s", "i", TIME)), AVRO))
                .containsExactly(new LoggedEvent("s", ItemEvent.view("i", TIME)));
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp-millis, 1411462780513",
        "timestamp-micros, 1411462780513999",
        "timestamp-nanos, 1411462780513999999"
    })
    void theLogicalTypeNamesTheUnitOfTime(String logical, long units) throws IOException {
        String type = "{\"type\":\"long\",\"logicalType\":\"" + logical + "\"}";
        for (String column : List.of(type, "[\"null\"," + type + "]")) {
            Schema schema = schema(STRING, STRING, column);
            assertThat(EventLog.readAll(write(schema, record(schema, "s", "i", units)), AVRO))
                    .containsExactly(new LoggedEvent("s", ItemEvent.view("i", TIME)));
        }
    }

    @Test
    void aNullInARequiredField_isAMalformedRecord() throws IOException {
        String text = "[\"null\",\"string\"]";
        Schema schema = schema(text, text, "[\"null\",\"long\"]");
        List<Object> records = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            records.add(record(schema, i == 7 ? null : "s", i == 8 ? null : "i", i == 9 ? null : TIME));
        }
        LogSummary summary = EventLog.read(write(schema, records.toArray()), AVRO, event -> {});

        assertThat(summary.events()).isEqualTo(397);
        assertThat(summary.firstFaults())
                .containsExactly(
                        new LogFault(8, "sessionId is null; every event must have one"),
                        new LogFault(9, "itemId is null; every event must have one"),
                        new LogFault(10, "eventTime is null; every event must have one"));
    }

    @Test
    void nullsInOptionalFields_standForTheirDefaults() throws IOException {
        Schema schema = schema(
                STRING,
                STRING,
                LONG,
                "{\"name\":\"eventType\",\"type\":[\"null\",\"string\"]}",
                "{\"name\":\"eventId\",\"type\":[\"string\",\"null\"]}");
        GenericRecord full = record(schema, "s", "i", TIME);
        full.put("eventType", "cart");
        full.put("eventId", "e");

        assertThat(EventLog.readAll(write(schema, record(schema, "s", "i", TIME), full), AVRO))
                .containsExactly(
                        new LoggedEvent("s", ItemEvent.view("i", TIME)),
                        new LoggedEvent("s", new ItemEvent("i", TIME, "cart", new EventKeys().key("e")), "e"));
    }

    @Test
    void textIsReadFromBytesAndEnums() throws IOException {
        Schema schema = schema(
                "\"bytes\"",
                "[\"null\",\"bytes\"]",
                LONG,
                "{\"name\":\"eventType\",\"type\":{\"type\":\"enum\",\"name\":\"What\","
                        + "\"symbols\":[\"view\",\"cart\"]}}");
        GenericRecord record = record(schema, bytes("s"), bytes("Käse"), TIME);
        record.put(
                "eventType",
                new GenericData.EnumSymbol(schema.getField("eventType").schema(), "cart"));

        assertThat(EventLog.readAll(write(schema, record), AVRO))
                .containsExactly(new LoggedEvent("s", new ItemEvent("Käse", TIME, "cart", ItemEvent.NO_KEY)));
    }

    @Test
    void recordsMayBeNullable() throws IOException {
        Schema record = schema(STRING, STRING, LONG);
        Schema nullable = Schema.createUnion(Schema.create(Schema.Type.NULL), record);
        List<Object> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            records.add(i == 3 ? null : record(record, "s", "i", TIME));
        }
        LogSummary summary = EventLog.read(write(nullable, records.toArray()), AVRO, event -> {});

        assertThat(summary.events()).isEqualTo(99);
        assertThat(summary.firstFaults().get(0).reason()).startsWith("the record is null");
    }

    @Test
    void fieldsThatNobodyAskedFor_arePassedOver() throws IOException {
        Schema schema = schema(
                STRING,
                STRING,
                LONG,
                "{\"name\":\"userId\",\"type\":\"long\"}",
                "{\"name\":\"context\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"C\",\"fields\":["
                        + "{\"name\":\"page\",\"type\":{\"type\":\"array\",\"items\":\"double\"}}]}]}");
        GenericRecord record = record(schema, "s", "i", TIME);
        record.put("userId", 7L);
        GenericRecord context = new GenericData.Record(
                schema.getField("context").schema().getTypes().get(1));
        context.put("page", List.of(1.5, 2.5));
        record.put("context", context);

        assertThat(EventLog.readAll(write(schema, record, record), AVRO)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # sessionId | itemId | eventTime | what the message names
            "string" | "long" | "long" | field itemId is long; it must be string, bytes or enum, or that and null
            ["null","int"] | "string" | "long" | field sessionId is union of null, int; it must be string
            "string" | "string" | "string" | field eventTime is string; it must be long, plain in milliseconds or as
            "string" | "string" | "double" | field eventTime is double; it must be long
            "string" | "string" | ["null","long","int"] | field eventTime is union of null, long, int; it must be long
            "string" | "null" | "long" | field itemId is null; it must be string
            "string" | "string" | {"type":"int","logicalType":"date"} | field eventTime is int as date; it must be long
            "string" | "string" | {"type":"long","logicalType":"local-timestamp-millis"} | long as local-timestamp
            """)
    void aTypeThatCannotBeRead_isNamedWithItsField(String session, String item, String time, String named)
            throws IOException {
        assertRefused(write(schema(session, item, time)), named);
    }

    @Test
    void aMissingField_isNamedWithThoseThatAreThere() throws IOException {
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Click\","
                        + "\"fields\":[{\"name\":\"session_id\",\"type\":\"string\"}]}");
        assertRefused(write(schema), "schema Click is missing required field sessionId; its fields are session_id");
        assertRefused(write(Schema.create(Schema.Type.STRING)), "header is string; it must be a record");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Schema schema(String session, String item, String time, String... others) {
        String more = others.length == 0 ? "" : "," + String.join(",", others);
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"topLevelRecord\",\"fields\":[{\"name\":\"sessionId\",\"type\":"
                        + session + "},{\"name\":\"itemId\",\"type\":" + item + "},{\"name\":\"eventTime\",\"type\":"
                        + time + "}" + more + "]}");
    }

    private static GenericRecord record(Schema schema, Object session, Object item, Object time) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("sessionId", session);
        record.put("itemId", item);
        record.put("eventTime", time);
        return record;
    }

    private Path write(Schema schema, Object... records) throws IOException {
        Path file = Files.createTempFile(folder, "log", ".avro");
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, file.toFile());
            for (Object record : records) {
                writer.append(record);
            }
        }
        return file;
    }

    private static void assertRefused(Path file, String named) {
        assertThatThrownBy(() -> EventLog.readAll(file, AVRO))
                .isExactlyInstanceOf(LogException.class)
                .hasMessageContaining("log " + file)
                .hasMessageContaining(named)
                .message()
                .hasLineCount(1);
    }
}
