package freshet.schema.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.schema.Item;
import freshet.schema.ItemAvailability;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItemReaderTest {
    private static final SingleObjectCodec<Item> ITEMS = new SingleObjectCodec<>(Item.class);

    private final ItemReader reader = new ItemReader();

    @Test
    void avroAndJsonSayTheSame() {
        Item jacket = Item.newBuilder()
                .setItemId("sku-1")
                .setAvailable(false)
                .setTitle("blue rain jacket")
                .setAttributes(Map.of("category", "jacket", "price", 79.5, "tags", List.of("rain", "blue")))
                .setAvailableFrom(Instant.parse("2026-03-01T09:30:00Z"))
                .setAvailableUntil(Instant.parse("2026-04-01T00:00:00Z"))
                .setBoost(1.5)
                .setVector(List.of(0.5f, -2f))
                .build();
        byte[] json = utf8("{\"itemId\":\"sku-1\",\"available\":false,\"title\":\"blue rain jacket\",\"attributes\":"
                + "{\"category\":\"jacket\",\"price\":79.5,\"tags\":[\"rain\",\"blue\"],\"none\":null},"
                + "\"availableFrom\":\"2026-03-01T09:30:00Z\",\"availableUntil\":1775001600000,\"boost\":1.5,"
                + "\"vector\":[0.5,-2]}");

        assertThat(reader.read(utf8("sku-1"), ITEMS.encode(jacket))).isEqualTo(jacket);
        assertThat(reader.read(utf8("sku-1"), json)).isEqualTo(jacket);
        assertThat(ItemReader.isAvailabilityAlone(jacket)).isFalse();
    }

    @Test
    void aRecordOfBeforeSaysWhetherTheItemIsAvailable() {
        ItemAvailability soldOut = ItemAvailability.newBuilder()
                .setItemId("sku-1")
                .setAvailable(false)
                .setUpdatedAt(Instant.ofEpochMilli(1_709_285_400_123L))
                .build();
        byte[] avro = new SingleObjectCodec<>(ItemAvailability.class).encode(soldOut);
        byte[] json = utf8(" {\"itemId\":\"sku-1\",\"available\":false,\"updatedAt\":\"2024-03-01T09:30:00.123Z\"}");

        Item read = reader.read(utf8("sku-1"), avro);
        assertThat(read).isEqualTo(reader.read(utf8("sku-1"), json));
        assertThat(read.getAvailable()).isFalse();
        assertThat(read.getUpdatedAt()).isEqualTo(soldOut.getUpdatedAt());
        assertThat(ItemReader.isAvailabilityAlone(read)).isTrue();
    }

    /** Compacted topics keep these bytes for years. */
    @Test
    void theEncodingStandsByteForByte() {
        byte[] golden = HexFormat.of()
                .parseHex("c301" + "dd97d2e5066284d5" // marker, fingerprint by the specification
                        + "04" + "6131" + "00" + "00");

        assertThat(reader.read(utf8("a1"), golden)).isEqualTo(ItemReader.of("a1", false));
    }

    @Test
    void aTombstoneNamesItsItem() {
        assertThat(reader.readTombstone(utf8("Käse"))).isEqualTo("Käse");
    }

    @Test
    void anItemThatSaysSomethingIsAvailableUnlessItSaysNo() {
        assertThat(reader.read(utf8("a"), utf8("{\"itemId\":\"a\",\"boost\":2}"))
                        .getAvailable())
                .isTrue();
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
                "a | {\"itemId\":\"a\",\"attributes\":[]} | attributes is an array; it must be an object of strings,"
                        + " numbers and lists of strings",
                "a | {\"itemId\":\"a\",\"attributes\":{\"sale\":true}} | attribute \"sale\" is the boolean true; it"
                        + " must be a string, a number or a list of strings",
                "a | {\"itemId\":\"a\",\"attributes\":{\"size\":[36]}} | string 1 of attribute \"size\" is the number"
                        + " 36; it must be a string: write it in quotes, \"36\"",
                "a | {\"itemId\":\"a\",\"attributes\":{\"color\":\"\"}} | attribute \"color\" \"\" has 0 characters;"
                        + " it must have 1 to 256",
                "a | {\"itemId\":\"a\",\"attributes\":{\"price\":1e999}} | attribute \"price\" is the number 1e999;"
                        + " it must be a number of at most 1.7e308",
                "a | {\"itemId\":\"a\",\"boost\":0} | boost is 0.0; it must be from 0.001 to 1,000",
                "a | {\"itemId\":\"a\",\"boost\":\"2\"} | boost is the string \"2\"; it must be a number, without"
                        + " quotes",
                "a | {\"itemId\":\"a\",\"vector\":[1,null]} | vector number 2 is null; it must be a number",
                "a | {\"itemId\":\"a\",\"vector\":[1e39]} | vector has the number Infinity; all must be finite",
                "a | {\"itemId\":\"a\",\"availableFrom\":5000,\"availableUntil\":5000} | availableFrom"
                        + " 1970-01-01T00:00:05Z is not before availableUntil",
                "a | {\"itemId\":\"a\",\"availableUntil\":-1} | availableUntil 1969-12-31T23:59:59.999Z is not between",
                "a | [] | not an item: a JSON object is needed here, not an array",
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
    void aFieldOfAnotherNameIsPassedOverUnlessReadStrictly() {
        byte[] json = utf8("{\"itemId\":\"a\",\"available\":true,\"price\":3}");
        assertThat(reader.read(utf8("a"), json)).isEqualTo(ItemReader.of("a", true));
        assertThatThrownBy(() -> JsonItems.readStrictly(json))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("an item has no field \"price\"; put what is the shop's own into \"attributes\"");
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
        assertThatThrownBy(() -> reader.read(utf8("a"), new byte[1 << 20]))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("the value has 1,048,576 bytes; at most 65,536");
        assertThatThrownBy(() ->
                        reader.read(utf8("a"), utf8("{\"itemId\":\"a\",\"title\":\"" + "x".repeat(1_025) + "\"}")))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageEndingWith("has 1,025 characters; it must have 1 to 1,024");
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] key, @ForAll byte[] value, @ForAll boolean asAvro) {
        if (asAvro && value.length > 0) {
            value[0] = (byte) 0xC3;
        }
        assertReadOrRefused(key, value);
    }

    @Property
    void aDamagedItemIsReadOrRefused(@ForAll int place, @ForAll byte value) {
        byte[] bytes = ITEMS.encode(Item.newBuilder()
                .setItemId("a")
                .setAttributes(Map.of("category", "jacket", "price", 79.5, "tags", List.of("rain", "blue")))
                .setVector(List.of(0.5f, -2f))
                .build());
        bytes[Math.floorMod(place, bytes.length)] = value;
        assertReadOrRefused(utf8("a"), bytes);
    }

    private void assertReadOrRefused(byte[] key, byte[] value) {
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
