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
import freshet.schema.SessionEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFormatTest {
    private static final AvroFormat AVRO = new AvroFormat();
    private static final long TIME = 1_411_462_780_513L;

    @TempDir
    Path folder;

    @Test
    void eventsAreReadInTheOrderOfTheFile() throws IOException {
        SessionEvent cart = SessionEvent.newBuilder(event("s", "ü", TIME + 1))
                .setEventType("cart")
                .setEventId("e1")
                .build();
        Path file = write(CodecFactory.nullCodec(), List.of(event("s", "a", TIME), cart));
        List<LoggedEvent> events = new ArrayList<>();

        LogSummary summary = EventLog.read(file, AVRO, events::add);

        assertThat(events)
                .containsExactly(
                        new LoggedEvent("s", ItemEvent.view("a", TIME)),
                        new LoggedEvent("s", new ItemEvent("ü", TIME + 1, "cart", new EventKeys().key("e1")), "e1"));
        assertThat(summary).isEqualTo(new LogSummary("record", 2, 2, 0, List.of(), Map.of("view", 1L, "cart", 1L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
    void codecsAreRead(String codec) throws IOException {
        List<SessionEvent> events = IntStream.range(0, 5000)
                .mapToObj(i -> event("s" + i, "item", TIME))
                .toList();

        assertThat(EventLog.readAll(write(CodecFactory.fromString(codec), events), AVRO))
                .hasSize(5000);
    }

    @Test
    void gzipIsReadAsIs() throws IOException {
        Path plain = write(CodecFactory.nullCodec(), List.of(event("s", "a", TIME)));
        Path zipped = folder.resolve("zipped");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(plain, out);
        }

        assertThat(EventLog.readAll(zipped, AVRO)).isEqualTo(EventLog.readAll(plain, AVRO));
    }

    /** Another name, another order, a field that nobody asked for, none of the optional ones. */
    @Test
    void anotherWritersSchemaIsResolved() throws IOException {
        Schema clicks = new Schema.Parser()
                .parse(
                        """
                        {"type": "record", "name": "Click", "namespace": "shop", "fields": [
                          {"name": "price", "type": "double"},
                          {"name": "itemId", "type": "string"},
                          {"name": "eventTime", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                          {"name": "sessionId", "type": "string"}]}""");
        GenericRecord click = new GenericData.Record(clicks);
        click.put("price", 9.99);
        click.put("itemId", "a");
        click.put("eventTime", TIME);
        click.put("sessionId", "s");

        assertThat(EventLog.readAll(write(clicks, click), AVRO))
                .containsExactly(new LoggedEvent("s", ItemEvent.view("a", TIME)));
    }

    @Test
    void aSchemaThatDoesNotResolveIsNamed() throws IOException {
        Schema clicks = new Schema.Parser()
                .parse(
                        """
                        {"type": "record", "name": "Click", "namespace": "shop", "fields": [
                          {"name": "itemId", "type": "string"}]}""");
        GenericRecord click = new GenericData.Record(clicks);
        click.put("itemId", "a");

        assertRefused(
                write(clicks, click), "shop.Click", "missing required field sessionId", "freshet.schema.SessionEvent");
    }

    @Test
    void aRecordOutOfRangeIsCountedLikeAMalformedLine() throws IOException {
        List<SessionEvent> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(event("s", i == 41 ? "" : "a", TIME + i));
        }
        LogSummary summary = EventLog.read(write(CodecFactory.nullCodec(), events), AVRO, event -> {});

        assertThat(summary)
                .isEqualTo(new LogSummary(
                        "record",
                        199,
                        200,
                        1,
                        List.of(new LogFault(42, "itemId is empty; it must have 1 to 256 characters")),
                        Map.of("view", 199L)));
        assertThat(summary.faults())
                .isEqualTo("1 of 200 records malformed: record 42: itemId is empty; it must have 1 to 256 characters");
    }

    @Test
    void moreThanOneRecordInAHundredOutOfRangeIsAnError() throws IOException {
        List<SessionEvent> events = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            events.add(event("s", "a", i == 7 ? 1_411_462_780L : TIME)); // seconds where milliseconds belong
        }
        assertRefused(
                write(CodecFactory.nullCodec(), events), "1 of 99 records are malformed, first record 8: eventTime");
    }

    @Test
    void aFileThatIsNoContainerIsNamed() throws IOException {
        assertRefused(
                Files.writeString(folder.resolve("text"), "session;item;time\n"), "no Avro object container file");
        assertRefused(Files.writeString(folder.resolve("nothing"), ""), "is empty");
        assertRefused(write(CodecFactory.nullCodec(), List.of()), "holds no event");
        assertRefused(write(CodecFactory.xzCodec(1), List.of()), "codec xz is not read here");
    }

    @Test
    void aFileThatIsCutShortIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(sample());
        int header = Files.readAllBytes(write(CodecFactory.nullCodec(), List.of())).length;
        for (int length = header - 20; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertRefused(cut, length == header ? "holds no event" : "it is cut short, copy it again");
        }
    }

    /** With any byte damaged, the file is read or refused in one line. */
    @Test
    void aDamagedByteIsAnErrorInOneLineOrDoesNotMatter() throws IOException {
        byte[] whole = Files.readAllBytes(sample());
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            whole[at] ^= 0x15;
            Path file = Files.write(folder.resolve("damaged"), whole);
            whole[at] ^= 0x15;
            try {
                EventLog.readAll(file, AVRO);
            } catch (LogException e) {
                refused++;
                assertThat(e.getMessage()).startsWith("log " + file).hasLineCount(1);
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 10);
    }

    @Test
    void aBlockThatClaimsMoreThanTheFileHasIsRefused() throws IOException {
        byte[] header = Files.readAllBytes(write(CodecFactory.nullCodec(), List.of()));
        byte[] claim = {2, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 7}; // 1 record, 2^31 − 1 bytes
        byte[] whole = Arrays.copyOf(header, header.length + claim.length);
        System.arraycopy(claim, 0, whole, header.length, claim.length);

        assertRefused(Files.write(folder.resolve("claim"), whole), "it is cut short");
    }

    private Path sample() throws IOException {
        return write(
                CodecFactory.nullCodec(),
                IntStream.range(0, 30)
                        .mapToObj(i -> event("session" + i / 3, "item" + i % 7, TIME + i))
                        .toList());
    }

    private static SessionEvent event(String session, String item, long time) {
        return SessionEvent.newBuilder()
                .setSessionId(session)
                .setItemId(item)
                .setEventTime(Instant.ofEpochMilli(time))
                .build();
    }

    private Path write(CodecFactory codec, List<SessionEvent> events) throws IOException {
        Path file = Files.createTempFile(folder, "log", ".avro");
        try (DataFileWriter<SessionEvent> writer =
                new DataFileWriter<>(new SpecificDatumWriter<>(SessionEvent.class)).setCodec(codec)) {
            writer.create(SessionEvent.getClassSchema(), file.toFile());
            for (SessionEvent event : events) {
                writer.append(event);
            }
        }
        return file;
    }

    private Path write(Schema schema, GenericRecord record) throws IOException {
        Path file = Files.createTempFile(folder, "log", ".avro");
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, file.toFile());
            writer.append(record);
        }
        return file;
    }

    private static void assertRefused(Path file, String... named) {
        assertThatThrownBy(() -> EventLog.readAll(file, AVRO))
                .isExactlyInstanceOf(LogException.class)
                .hasMessageContaining("log " + file)
                .hasMessageContainingAll(named)
                .message()
                .hasLineCount(1);
    }
}
