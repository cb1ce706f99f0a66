package freshet.schema.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code auto} reads what avro reads and what json reads, and nothing else. */
final class AvroOrJsonEventsTest {
    private static final SessionEvent EVENT = SampleEvents.valid()
            .setItemId("sku-é-42")
            .setEventId("e-1")
            .setContext(Map.of("page", "home", "shop", "de"))
            .build();

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "JSON"})
    void eachEncodingIsToldByItsFirstBytes(EventFormat written) {
        assertThat(decode(EventFormat.AUTO, written.encode(EVENT))).isEqualTo(new DecodedEvent.Accepted(EVENT));
    }

    @Test
    void blanksBeforeAnObjectDoNotMatter() {
        byte[] json = concat(" \t\r\n".getBytes(StandardCharsets.UTF_8), EventFormat.JSON.encode(EVENT));

        assertThat(decode(EventFormat.AUTO, json)).isEqualTo(new DecodedEvent.Accepted(EVENT));
    }

    @ParameterizedTest
    @CsvSource({
        "00, 00", // one byte
        "0000000001, 00 00", // as Confluent's serializer begins
        "c3, c3",
        "c302, c3 02",
        "5b7b7d5d, 5b 7b", // [{}]
        "2020, 20 20",
        "efbbbf7b7d, ef bb", // a byte order mark before the object
    })
    void whatIsNeitherIsMalformedAndBothAreNamed(String hex, String begins) {
        assertThat(decode(EventFormat.AUTO, HexFormat.of().parseHex(hex)))
                .isEqualTo(new DecodedEvent.Refused(
                        RejectionReason.MALFORMED,
                        "neither Avro nor JSON: the value begins with " + begins + "; an event in Avro's single-object"
                                + " encoding begins with c3 01, one in JSON with {"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sessionId\":1} | sessionId is the number 1; it must be a string",
                "{\"sessionId\" | not JSON: Unexpected end-of-input",
            })
    void aFaultIsToldInTheWordsOfItsEncoding(String json, String words) {
        byte[] truncated = Arrays.copyOf(EventFormat.AVRO.encode(EVENT), 30);

        assertThat(detail(json.getBytes(StandardCharsets.UTF_8))).startsWith(words);
        assertThat(detail(truncated)).startsWith("SessionEvent is truncated after 30 bytes");
    }

    @Property
    void randomBytesAreNeverReadAsTheWrongEncoding(@ForAll byte[] bytes) {
        assertToldApart(bytes);
    }

    @Property
    void randomBodiesBehindAMarkerAreNeverReadAsJson(
            @ForAll @CharRange(from = '\t', to = ' ') @StringLength(max = 3) String blanks, @ForAll byte[] body) {
        assertToldApart(concat(Arrays.copyOf(EventFormat.AVRO.encode(EVENT), 10), body));
        assertToldApart(concat((blanks + "{").getBytes(StandardCharsets.UTF_8), body));
    }

    @Property
    void changedEventsAreNeverReadAsTheWrongEncoding(
            @ForAll EventFormat format,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 10_000) Integer> places,
            @ForAll @Size(4) byte[] values) {
        byte[] bytes = format.encode(EVENT);
        for (int i = 0; i < places.size(); i++) {
            bytes[places.get(i) % bytes.length] = values[i];
        }

        assertToldApart(bytes);
    }

    @Property
    void oneEncodingBehindTheOtherIsNotRead(
            @ForAll EventFormat first, @ForAll EventFormat second, @ForAll @IntRange(max = 200) int cut) {
        byte[] head = first.encode(EVENT);

        assertToldApart(concat(Arrays.copyOf(head, Math.min(cut, head.length)), second.encode(EVENT)));
    }

    @Test
    void noEncodingReadsAByteOrderMark() {
        byte[] marked = concat(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, EventFormat.JSON.encode(EVENT));

        assertToldApart(marked);
        assertThat(isReadable(decode(EventFormat.JSON, marked))).isFalse();
    }

    /** At most one encoding takes the bytes, and auto takes the same event of it. */
    private static void assertToldApart(byte[] bytes) {
        DecodedEvent avro = decode(EventFormat.AVRO, bytes);
        DecodedEvent json = decode(EventFormat.JSON, bytes);
        DecodedEvent either = decode(EventFormat.AUTO, bytes);
        assertThat(isReadable(avro) && isReadable(json)).isFalse();
        if (isReadable(avro)) {
            assertThat(either).isEqualTo(avro);
        } else if (isReadable(json)) {
            assertThat(either).isEqualTo(json);
        } else {
            assertThat(isReadable(either)).isFalse();
        }
    }

    private static boolean isReadable(DecodedEvent decoded) {
        return !(decoded instanceof DecodedEvent.Refused refused && refused.reason() == RejectionReason.MALFORMED);
    }

    private static String detail(byte[] bytes) {
        return ((DecodedEvent.Refused) decode(EventFormat.AUTO, bytes)).detail();
    }

    private static DecodedEvent decode(EventFormat format, byte[] value) {
        return format.decoder(EventLimits.DEFAULT, SampleEvents.CLOCK).decode(value);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
