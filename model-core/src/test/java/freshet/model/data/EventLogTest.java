package freshet.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.LogSummary.LogFault;
import freshet.model.data.format.LogFormats;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final LogFormat SEQUENCES = LogFormats.named("sequences");
    private static final LogFormat RSC15 = LogFormats.named("rsc15");

    @TempDir
    Path folder = Path.of("");

    @Test
    void aLogIsReadInTheOrderOfItsLines() throws IOException {
        Path file = write("SessionId\tItemId\tTime\n7\ta\t1411462780.513\n8\tb\t1411462781\n");
        List<LoggedEvent> events = new ArrayList<>();

        LogSummary summary = EventLog.read(file, RSC15, events::add);

        assertThat(events)
                .containsExactly(
                        new LoggedEvent("7", ItemEvent.view("a", 1411462780513L)),
                        new LoggedEvent("8", ItemEvent.view("b", 1411462781000L)));
        assertThat(summary).isEqualTo(new LogSummary("line", 2, 2, 0, List.of(), Map.of("view", 2L)));
    }

    @Test
    void lineEndsBlankLinesAndAByteOrderMarkDoNotMatter() throws IOException {
        Path plain = write("SessionId\tItemId\tTime\n7\ta\t1411462780\n8\tb\t1411462781\n");
        List<LoggedEvent> expected = EventLog.readAll(plain, RSC15);
        Path windows = write("\ufeffSessionId\tItemId\tTime\r\n7\ta\t1411462780\r\n\r\n8\tb\t1411462781");

        assertThat(EventLog.readAll(windows, RSC15)).isEqualTo(expected);
    }

    @Test
    void aByteOrderMarkInTheMiddleOfJoinedFilesDoesNotMatter() throws IOException {
        assertThat(EventLog.readAll(write("\ufeffa b\n\ufeffc\n"), SEQUENCES))
                .extracting(logged -> logged.event().itemId())
                .containsExactly("a", "b", "c");
    }

    @Test
    void blanksAroundAnIdAreItsOwn() throws IOException {
        Path file = write("SessionId\tItemId\tTime\n 7\tsku-1  \t1411462780\n");
        assertThat(EventLog.readAll(file, RSC15))
                .containsExactly(new LoggedEvent(" 7", ItemEvent.view("sku-1  ", 1411462780000L)));
    }

    @Test
    void gzipIsToldByItsFirstBytesNotByItsName() throws IOException {
        Path zipped = Files.write(folder.resolve("zipped.txt"), gzip("a b\nc\n"));
        Path plain = Files.writeString(folder.resolve("plain.gz"), "a b\nc\n");

        assertThat(EventLog.readAll(zipped, SEQUENCES)).hasSize(3).isEqualTo(EventLog.readAll(plain, SEQUENCES));
    }

    @Test
    void aGzipOfSeveralMembersIsReadToItsEnd() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip("a b\n"));
        members.write(gzip("c d\n"));

        assertThat(EventLog.readAll(write(members.toByteArray()), SEQUENCES)).hasSize(4);
    }

    @Test
    void aFewMalformedLinesAreCountedAndKept() throws IOException {
        StringBuilder text = new StringBuilder("SessionId\tItemId\tTime\n");
        for (int i = 0; i < 1200; i++) {
            text.append(i % 109 == 50 ? "broken\n" : "7\ta\t1411462780.513\n");
        }
        LogSummary summary = EventLog.read(write(text.toString()), RSC15, event -> {});

        assertThat(summary.events()).isEqualTo(1189);
        assertThat(summary.units()).isEqualTo(1200);
        assertThat(summary.malformed()).isEqualTo(11);
        assertThat(summary.firstFaults()).hasSize(10);
        assertThat(summary.firstFaults().get(0))
                .isEqualTo(new LogFault(52, "the line \"broken\" has 1 columns; it must have 3"));
    }

    @Test
    void oneMalformedLineInAHundredIsAllowedAndNoMore() throws IOException {
        String good = "7\ta\t1411462780\n";
        String header = "SessionId\tItemId\tTime\n";
        assertThat(EventLog.read(write(header + good.repeat(99) + "broken\n"), RSC15, event -> {})
                        .malformed())
                .isEqualTo(1);

        Path file = write(header + good.repeat(98) + "broken\n");
        assertThatThrownBy(() -> EventLog.readAll(file, RSC15))
                .isInstanceOf(LogException.class)
                .hasMessage("log " + file + ": 1 of 99 lines are malformed, first line 100: the line \"broken\" has 1"
                        + " columns; it must have 3; format rsc15 is " + RSC15.description());
    }

    @Test
    void aLineThatIsNoUtf8IsMalformed() throws IOException {
        byte[] bytes = "SessionId\tItemId\tTime\n7\t?\t1411462780\n".getBytes(StandardCharsets.UTF_8);
        bytes[24] = (byte) 0xFF;

        assertRefused(write(bytes), RSC15, "1 of 1 lines", "line 2: the line is not valid UTF-8");
    }

    @Test
    void aFileThatIsNoLogIsNamed() throws IOException {
        assertRefused(folder.resolve("none.tsv"), RSC15, "none.tsv does not exist");
        assertRefused(folder, RSC15, "is a folder");
        assertRefused(write(""), RSC15, "is empty", "SessionId");
        assertRefused(write(gzip("")), RSC15, "is empty");
        assertRefused(write("\n\n"), SEQUENCES, "holds no event");
        assertRefused(write("SessionId\tItemId\tTime\n"), RSC15, "holds no event");
        assertRefused(write("SessionId,ItemId,Time\n"), RSC15, "wrong header", "column SessionId is missing");
        assertRefused(write("SessionId\tItem\tTime\n"), RSC15, "wrong header", "column ItemId is missing");
    }

    @Test
    void aFileThatIsNoUtf8TextIsToldByItsFirstBytes() throws IOException {
        String text = "SessionId\tItemId\tTime\n7\ta\t1411462780\n";
        assertRefused(write(("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE)), RSC15, "is UTF-16 text; write it");
        assertRefused(write(("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE)), RSC15, "is UTF-16 text; write it");
        assertRefused(write(text.getBytes(StandardCharsets.UTF_16LE)), RSC15, "UTF-16 text, as it has a zero byte");
        assertRefused(write("PAR1" + text), RSC15, "is a Parquet file");
        assertRefused(write(gzip("Obj\u0001" + text)), RSC15, "is an Avro file");
    }

    @Test
    void aLineOfOverOneMebibyteIsRefused() throws IOException {
        String longest = "a ".repeat((1 << 20) / 2);
        assertThat(EventLog.readAll(write("x\n" + longest + "\n"), SEQUENCES)).hasSize(1 + (1 << 19));
        assertRefused(write("x\n" + longest + "a\n"), SEQUENCES, "line 2 is longer than 1048576 bytes");
    }

    @Test
    void aGzipThatIsCutOrDamagedIsNamed() throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            text.append(random.nextInt()).append('\n');
        }
        byte[] whole = gzip(text.toString());
        assertRefused(write(Arrays.copyOf(whole, whole.length / 2)), SEQUENCES, "cut short", "after line ");
        assertRefused(write(Arrays.copyOf(whole, whole.length - 1)), SEQUENCES, "cut short", "after line 50000");
        assertRefused(write(Arrays.copyOf(whole, 5)), SEQUENCES, "ends in its header");
        whole[whole.length - 6] ^= 1;
        assertRefused(write(whole), SEQUENCES, "damaged gzip stream");
    }

    @Test
    void whatTheConsumerThrowsGoesThrough() throws IOException {
        Path file = write("a b\n");

        assertThatThrownBy(() -> EventLog.read(file, SEQUENCES, event -> {
                    throw new IllegalStateException("full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
    }

    @Property(tries = 100)
    void gzipAndPlainReadEqual(@ForAll("lines") List<String> lines) throws IOException {
        String text = String.join("\n", lines);
        Path plain = Files.createTempFile("log", ".txt");
        Path zipped = Files.createTempFile("log", ".gz");
        try {
            Files.writeString(plain, text);
            Files.write(zipped, gzip(text));
            List<LoggedEvent> events = EventLog.readAll(plain, SEQUENCES);

            assertThat(EventLog.readAll(zipped, SEQUENCES)).isEqualTo(events);
            assertThat(Sessions.of(events, SessionRules.DEFAULT).stream()
                            .map(session -> String.join(
                                    " ",
                                    session.events().stream()
                                            .map(ItemEvent::itemId)
                                            .toList())))
                    .isEqualTo(lines);
        } finally {
            Files.delete(plain);
            Files.delete(zipped);
        }
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars('é', '帽')
                .ofMinLength(1)
                .ofMaxLength(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(items -> String.join(" ", items))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static void assertRefused(Path file, LogFormat format, String... named) {
        assertThatThrownBy(() -> EventLog.readAll(file, format))
                .isExactlyInstanceOf(LogException.class)
                .hasMessageContaining("log " + file)
                .hasMessageContainingAll(named)
                .message()
                .hasLineCount(1);
    }

    private Path write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "log", ""), bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
