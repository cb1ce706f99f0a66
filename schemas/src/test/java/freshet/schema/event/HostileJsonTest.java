package freshet.schema.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.item.ItemReader;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON made to cost more than it weighs: deep, wide, long, doubled, no text at all. Answered in
 * words and in bounded memory.
 */
final class HostileJsonTest {
    private static final int BYTES_PER_BYTE = 200;
    private static final long ONCE_BYTES = 4 << 20;
    private static final EventDecoder JSON = EventFormat.JSON.decoder(EventLimits.DEFAULT, SampleEvents.CLOCK);
    private static final String REST = "\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":1600000000000}";

    @Property(tries = 3_000)
    void hostilePartsInAnyOrder(@ForAll("values") byte[] value) {
        assertAnswered(value);
        assertAvailabilityAnswered(value);
    }

    @Property
    void randomAvailabilities(@ForAll byte[] key, @ForAll byte[] value) {
        try {
            assertThat(new ItemReader().read(key, value).getItemId()).isNotEmpty();
        } catch (MalformedRecordException refused) {
            assertThat(refused.getMessage()).hasSizeBetween(10, 600).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{\"a\":",
                "[[],",
                "[{},",
                "9",
                "-",
                "1e",
                "\"",
                "\\u0000",
                "\"a\":1,",
                "\ud83d\ude00",
                " ",
                "\n"
            })
    void aPayloadOfOnePartAllTheWay(String part) {
        int times = EventLimits.DEFAULT_MAX_PAYLOAD_BYTES / part.getBytes(StandardCharsets.UTF_8).length;
        for (String start : List.of("", "{\"x\":", "{\"x\":\"", "{\"eventTime\":", "{\"context\":{\"", "{")) {
            int fit = times - start.length();
            assertAnswered((start + part.repeat(fit)).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatIsLargerThanAPayloadMayBeIsNotParsed() {
        byte[] large = ("{\"x\":\"" + "x".repeat(8 << 20) + "\"," + REST).getBytes(StandardCharsets.UTF_8);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        JSON.decode(new byte[] {'{'}); // loads what every refusal needs
        long before = thread.getCurrentThreadAllocatedBytes();
        DecodedEvent decoded = JSON.decode(large);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(decoded).isInstanceOf(DecodedEvent.Refused.class);
        assertThat(allocated).isLessThan(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sessionId\":\"t\",",
                "{\"eventTime\":1e400,\"x\":{\"a\":1,\"a\":2},",
                "{\"x\":\"\\ud800\",\"eventId\":\"\\udc00\","
            })
    void doubledFieldsAndHalvesOfCharactersAreRefused(String start) {
        assertThat(JSON.decode((start + REST).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DecodedEvent.Refused.class);
    }

    private static void assertAnswered(byte[] value) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        DecodedEvent decoded = JSON.decode(value);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(ONCE_BYTES + (long) BYTES_PER_BYTE * value.length);
        if (decoded instanceof DecodedEvent.Refused refused) {
            assertThat(refused.detail()).hasSizeBetween(10, 600).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    private static void assertAvailabilityAnswered(byte[] value) {
        try {
            assertThat(new ItemReader().read(new byte[] {'i'}, value).getItemId())
                    .isEqualTo("i");
        } catch (MalformedRecordException refused) {
            assertThat(refused.getMessage()).hasSizeBetween(10, 600).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @Provide
    Arbitrary<byte[]> values() {
        Arbitrary<byte[]> words = Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"",
                        "null",
                        "true",
                        "1600000000000",
                        "-1",
                        "1e999999999",
                        "0.1e-999999999",
                        "\"sessionId\":\"s\"",
                        "\"itemId\":\"i\"",
                        "\"eventTime\":1600000000000",
                        "\"available\":false",
                        "\"context\":{",
                        "\"eventTime\":\"+999999999-12-31T00:00:00Z\"",
                        "\"\\ud800\"",
                        "\u007f",
                        "\u2028",
                        "\ufeff")
                .map(word -> word.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> runs = Combinators.combine(
                        Arbitraries.of("[", "{\"a\":", "9", "x", "\"a\":1,", "[],", "\\u0000"),
                        Arbitraries.integers().between(1, 20_000))
                .as((part, times) -> part.repeat(times).getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> noText =
                Arbitraries.of(new byte[] {(byte) 0xc0, (byte) 0xaf}, new byte[] {(byte) 0xff}, new byte[] {
                    (byte) 0xed, (byte) 0xa0, (byte) 0x80
                });
        return Arbitraries.frequencyOf(Tuple.of(12, words), Tuple.of(1, runs), Tuple.of(1, noText))
                .list()
                .ofMaxSize(14)
                .map(parts -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    parts.forEach(all::writeBytes);
                    return Arrays.copyOf(all.toByteArray(), Math.min(all.size(), 1 << 17));
                });
    }
}
