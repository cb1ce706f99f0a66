package freshet.schema.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.schema.ItemAvailability;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AvailabilityReaderTest {
    private final AvailabilityReader reader = new AvailabilityReader();

    @Test
    void avroAndJsonSayTheSame() {
        ItemAvailability soldOut = ItemAvailability.newBuilder()
                .setItemId("sku-1")
                .setAvailable(false)
                .setUpdatedAt(Instant.ofEpochMilli(1_709_285_400_123L))
                .build();
        byte[] avro = new SingleObjectCodec<>(ItemAvailability.class).encode(soldOut);
        byte[] json = utf8(" {\"itemId\":\"sku-1\",\"available\":false,\"updatedAt\":\"2024-03-01T09:30:00.123Z\"}");

        assertThat(reader.read(utf8("sku-1"), avro)).isEqualTo(soldOut);
        assertThat(reader.read(utf8("sku-1"), json)).isEqualTo(soldOut);
    }

    /** Compacted topics keep these bytes for years. */
    @Test
    void theEncodingStandsByteForByte() {
        byte[] golden = HexFormat.of()
                .parseHex("c301" + "dd97d2e5066284d5" // marker, fingerprint by the specification
                        + "04" + "6131" + "00" + "00");

        assertThat(reader.read(utf8("a1"), golden))
                .isEqualTo(ItemAvailability.newBuilder()
                        .setItemId("a1")
                        .setAvailable(false)
                        .build());
    }

    @Test
    void aTombstoneReleases() {
        ItemAvailability released = reader.readTombstone(utf8("Käse"));

        assertThat(released.getItemId()).isEqualTo("Käse");
        assertThat(released.getAvailable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | {\"itemId\":\"b\",\"available\":true} | the key is \"a\", but itemId is \"b\"; they must be"
                        + " the same",
                "a | {\"itemId\":\"a\"} | available is missing; it must be true or false",
                "a | {\"itemId\":\"a\",\"available\":0} | available is the number 0; it must be true or false",
                "a | {\"itemId\":\"a\",\"available\":\"false\"} | available is the string \"false\"; it must be true or"
                        + " false, without quotes",
                "7 | {\"itemId\":7,\"available\":true} | itemId is the number 7; it must be a string: write it in"
                        + " quotes,"
                        + " \"7\"",
                "a | {\"itemId\":\"a\",\"available\":true,\"updatedAt\":1.5} | updatedAt is the number 1.5; it must be",
                "a | {\"available\":true} | itemId is missing; it must be a string",
                "a | {\"itemId\":\"a\",\"available\":true,\"updatedAt\":true} | updatedAt is the boolean true; it"
                        + " must be a whole",
                "a | [] | not an item's availability: a JSON object is needed here, not an array",
                "a | no | not JSON: ",
                "'' | {\"itemId\":\"\",\"available\":true} | the key has 0 characters; it must be an item's id of 1"
                        + " to 256",
            },
            quoteCharacter = '\'')
    void aFaultIsNamed(String key, String value, String fault) {
        assertThatThrownBy(() -> reader.read(utf8(key), utf8(value)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith(fault);
    }

    @Test
    void theTimeMayBeAWholeNumberWrittenAsADecimal() {
        assertThat(reader.read(utf8("a"), utf8("{\"itemId\":\"a\",\"available\":true,\"updatedAt\":1.79e12}"))
                        .getUpdatedAt())
                .contains(Instant.ofEpochMilli(1_790_000_000_000L));
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> reader.readTombstone(utf8("x".repeat(257))))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("the key has 257 characters");
        assertThatThrownBy(() -> reader.read(utf8("a"), new byte[65_537]))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("the value has 65,537 bytes");
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] key, @ForAll byte[] value, @ForAll boolean asAvro) {
        if (asAvro && value.length > 0) {
            value[0] = (byte) 0xC3;
        }
        try {
            assertThat(utf8(reader.read(key, value).getItemId())).isEqualTo(key);
        } catch (MalformedRecordException e) {
            assertThat(e).hasMessageMatching("(?s).{10,}");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
