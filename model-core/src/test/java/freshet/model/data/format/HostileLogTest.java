package freshet.model.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import freshet.model.data.EventLog;
import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.model.data.TextFormat;
import freshet.model.data.table.TableFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Every text format reads events from any log or says in one line why not, in
 * memory bounded by the file.
 */
class HostileLogTest {
    private static final int BYTES_PER_BYTE = 200;
    private static final long ONCE_BYTES = 16 << 20; // buffers, classes, messages

    private Path file = Path.of("");

    @BeforeProperty
    void makeFile() throws IOException {
        file = Files.createTempFile("hostile", ".log");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 1_000)
    void randomBytes(@ForAll("formats") LogFormat format, @ForAll byte[] bytes) throws IOException {
        assertReadOrRefused(format, bytes);
    }

    @Property(tries = 2_000)
    void bentLogs(
            @ForAll("logs") Tuple2<LogFormat, byte[]> log,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 10_000) Integer> places,
            @ForAll @Size(4) byte[] masks)
            throws IOException {
        byte[] bytes = log.get2().clone();
        for (int i = 0; i < places.size(); i++) {
            bytes[places.get(i) % bytes.length] ^= masks[i];
        }
        assertReadOrRefused(log.get1(), bytes);
    }

    @Property(tries = 500)
    void cutLogs(@ForAll("logs") Tuple2<LogFormat, byte[]> log, @ForAll @IntRange(max = 10_000) int length)
            throws IOException {
        byte[] bytes = log.get2();
        assertReadOrRefused(log.get1(), Arrays.copyOf(bytes, length % bytes.length));
        assertReadOrRefused(log.get1(), Arrays.copyOf(gzip(bytes), length % gzip(bytes).length));
    }

    @Property(tries = 1_000)
    void linesOfHostileParts(
            @ForAll("logs") Tuple2<LogFormat, byte[]> log, @ForAll("parts") List<String> parts, @ForAll boolean alone)
            throws IOException {
        String header = hasHeader(log.get1()) && !alone
                ? new String(log.get2(), StandardCharsets.UTF_8)
                                .lines()
                                .findFirst()
                                .orElseThrow() + "\n"
                : "";
        assertReadOrRefused(log.get1(), (header + String.join("", parts)).getBytes(StandardCharsets.UTF_8));
    }

    private void assertReadOrRefused(LogFormat format, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        List<LoggedEvent> events = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        try {
            LogSummary summary = EventLog.read(file, format, events::add);
            summary.firstFaults().forEach(fault -> reasons.add(fault.reason()));
        } catch (LogException refused) {
            reasons.add(refused.getMessage());
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(ONCE_BYTES + (long) BYTES_PER_BYTE * bytes.length);
        assertThat(reasons).allSatisfy(reason -> assertThat(reason)
                .isNotBlank()
                .hasLineCount(1)
                .hasSizeLessThan(1_000)
                .doesNotContainPattern("\\p{Cntrl}"));
        assertThat(events).allSatisfy(event -> {
            assertThat(event.sessionId()).isNotEmpty().hasSizeLessThan(513);
            assertThat(event.event().itemId()).isNotEmpty().hasSizeLessThan(513);
        });
    }

    @Provide
    Arbitrary<LogFormat> formats() {
        return Arbitraries.of(Stream.concat(Stream.of(TableFormat.csv(), TableFormat.tsv()), LogFormats.all().stream())
                .toList());
    }

    private static boolean hasHeader(LogFormat format) {
        return format instanceof TableFormat || format instanceof TextFormat text && text.hasHeader();
    }

    /** A small valid log of each format. */
    @Provide
    Arbitrary<Tuple2<LogFormat, byte[]>> logs() {
        return formats().map(format -> Tuple.of(format, sample(format.name()).getBytes(StandardCharsets.UTF_8)));
    }

    @Provide
    Arbitrary<List<String>> parts() {
        Arbitrary<String> odd = Arbitraries.of(
                "\n",
                "\r",
                "\t",
                ",",
                ";",
                " ",
                "\"",
                "{",
                "}",
                "[",
                "]",
                ":",
                "-",
                "\u0000",
                "\ufeff",
                "\u2028",
                "\u0085",
                "é",
                "{\"sessionId\":\"s\",",
                "\"itemId\":",
                "\"eventTime\":",
                "1600000000000",
                "1e999999999",
                "-0",
                "NaN",
                "2014-04-07T10:51:09.277Z",
                "+999999999-12-31",
                "-999999999-01-01",
                "1600000000",
                "view",
                "\\u0000",
                "\\ud800");
        Arbitrary<String> long_ = Combinators.combine(
                        Arbitraries.of("9", "[", "{\"a\":", "x", ",", "\t", "\"a\":1,", "[],", "\\u0000"),
                        Arbitraries.integers().between(1, 120_000))
                .as(String::repeat);
        return Arbitraries.frequencyOf(Tuple.of(8, odd), Tuple.of(1, long_))
                .list()
                .ofMaxSize(12);
    }

    private static String sample(String format) {
        return switch (format) {
            case "csv" -> "\"session\";sku;time;type\n1;2;1600000000.5;view\n1;\"3\n4\";1600000001;cart\n";
            case "tsv" -> "visitor_id\titem\tdate\n1\t2\t2020-01-01 00:00:00 UTC\n";
            case "rsc15" -> "SessionId\tItemId\tTime\n1\t2\t1600000000.5\n1\t3\t1600000001\n";
            case "yoochoose" -> "1,2014-04-07T10:51:09.277Z,214536502,0\n1,2014-04-07T10:54:09.868Z,214536500,0\n";
            case "diginetica" -> "session_id;user_id;item_id;timeframe;eventdate\n1;NA;81766;526309;2016-05-09\n";
            case "retailrocket" ->
                "timestamp,visitorid,event,itemid,transactionid\n1433221332117,257597,view,355908,\n";
            case "sequences" -> "a b c\nd e\n";
            case "jsonl" -> "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":1600000000000,\"eventId\":\"e\"}\n";
            default -> throw new IllegalArgumentException("no sample of format " + format);
        };
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }
}
