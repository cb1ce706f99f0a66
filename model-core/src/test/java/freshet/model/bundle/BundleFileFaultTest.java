package freshet.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test per fault: each names the file, the place, the value and what to do. */
class BundleFileFaultTest {
    private static final RawFile VALID = RawFile.valid();

    @TempDir
    Path folder;

    @Test
    void theFileThatTheFaultsAreMadeFromIsValid() throws IOException {
        ModelBundle bundle = BundleFile.read(VALID.writeTo(folder.resolve("valid")));

        assertThat(bundle.vocabulary().items()).containsExactly("a", "bc");
        assertThat(bundle.support()).containsExactly(7, 0);
        assertThat(((Tensor.Floats) bundle.weights().get("w")).values()).containsExactly(1f, 2f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # part of the header | what is there instead | what the message names
            "format":"freshet" | "format":"pt" | "format" is "pt"
            "format":"freshet", | `` | "format" is missing
            "format_version":"1" | "format_version":"7" | written by a newer Freshet: format version 7, this one reads 1
            "format_version":"1" | "format_version":"-1" | "format_version" is "-1"
            "format_version":"1" | "format_version":"99999999999999999999" | "format_version" is "999
            "format_version":"1" | "format_version":1 | metadata "format_version" has "1" where it must be a text
            "kind":"raw" | "kind":"../raw" | "kind" is "../raw"
            "kind":"raw", | `` | "kind" is missing
            "kind":"raw" | "kind":"raw","kind":"raw" | Duplicate field 'kind'
            "configuration":"{}" | "configuration":"[]" | metadata "configuration": it is "[]"
            "configuration":"{}" | "configuration":"" | metadata "configuration"
            "configuration":"{}" | "configuration":"{} {}" | metadata "configuration"
            "configuration":"{}" | "configuration":"{\\"a\\":1,\\"a\\":1}" | Duplicate field 'a'
            "configuration":"{}" | "configuration":"{\\"a\\":1e999}" | not finite
            "configuration":"{}" | "configuration":"{\\"a\\":NaN}" | NaN
            "provenance":"{}", | `` | "provenance" is missing
            {\\"recall\\":0.5} | {\\"recall\\":\\"high\\"} | "recall" is "\\"high\\""
            "self_test":" | "self_test":"{}", "other":" | metadata "self_test": it must be an array
            \\"items\\":[\\"a\\"] | \\"items\\":[\\"x\\"] | item "x", which is not in the vocabulary
            \\"items\\":[\\"a\\"] | \\"items\\":[] | self_test case 0 has 0 items
            \\"items\\":[\\"a\\"] | \\"items\\":[null] | items of a case has "null"
            \\"items\\": | \\"item\\": | a case has no array items
            \\"expected\\":[\\"bc\\"] | \\"expected\\":[\\"zz\\"] | item "zz", which is not in the vocabulary
            [0.5] | [0.5,0.25] | 1 expected and 2 probabilities
            [0.5] | [-0.5] | probability -0.5
            [0.5] | [1e300] | probability Infinity
            "F32" | "F16" | tensor "w": dtype is "F16"
            "dtype":"F32", | `` | tensor "w" has "}" where it must be an object with a dtype
            "dtype":"F32" | "dtype":"F32","dtype":"F32" | Duplicate field 'dtype'
            "dtype":"F32" | "dtype":"F32","more":1 | without "more"
            "dtype":"F32" | "dtype":32 | dtype is a text
            "F32","shape":[2] | "F32","shape":[3] | \
            tensor "w": data_offsets [40, 48] span 8 bytes, but shape [3] of F32 takes 12
            "F32","shape":[2] | "F32","shape":[-2] | tensor "w": shape is [-2]
            "F32","shape":[2] | "F32","shape":[4294967296,4294967296] | shape is [4294967296, 4294967296]
            "F32","shape":[2] | "F32","shape":[65536,65536,65536,65536] | shape is [65536, 65536, 65536, 65536]
            "F32","shape":[2] | "F32","shape":[2147483647,2147483647,0] | shape is [2147483647, 2147483647, 0]
            "F32","shape":[2] | "F32","shape":[99999999999999999999] | tensor "w" is not valid JSON: Numeric value
            "F32","shape":[2] | "F32","shape":[2.0] | tensor "w" has "2.0" where it must be an object whose shape
            "F32","shape":[2] | "F32","shape":[1,1,1,1,1,1,1,1,2] | at most 8 integers
            "F32","shape":[2] | "F32","shape":2 | shape has at most 8 integers
            "shape":[2],"data_offsets":[40,48] | "data_offsets":[40,48] | an object with a shape
            [40,48] | [48,40] | tensor "w": data_offsets are [48, 40]
            [40,48] | [-8,0] | tensor "w": data_offsets are [-8, 0]
            [40,48] | [9223372036854775800,9223372036854775807] | span 7 bytes
            [40,48] | [36,44] | tensor "w" begins at byte 36 of the data, but the one before it ends at 40
            [40,48] | [41,49] | tensor "w" begins at byte 41 of the data, but the one before it ends at 40
            [40,48] | [40] | an object with two data_offsets
            [40,48] | [40,48,56] | data_offsets has at most 2 integers
            "w":{ | "":{ | tensor "": a weight's name
            "w":{ | "item.support":{ | Duplicate field 'item.support'
            "item.support": | "support": | tensor "item.support" is missing
            "vocabulary.bytes": | "vocabulary": | tensor "vocabulary.bytes" is missing
            "I64","shape":[2] | "I64","shape":[2,1] | tensor "item.support" is I64 of 2 dimensions
            "U8","shape":[3],"data_offsets":[48,51]}} | "U8","shape":[3],"data_offsets":[48,51]}}{} | \
            only spaces after it
            {"__metadata__": | [{"__metadata__": | header does not begin with '{'
            "w":{"dtype" | "w":7,"v":{"dtype" | tensor "w" has "7" where it must be an object
            """)
    void aFaultInTheHeaderIsNamed(String part, String replacement, String named) throws IOException {
        assertRefused(VALID.with(part, replacement).bytes(), named);
    }

    @Test
    void offsetsOfTheVocabularyMustRiseWithinItsBytes() throws IOException {
        assertRefused(VALID.withLong(16, 1).bytes(), "vocabulary.offsets go from 1 to 3");
        assertRefused(VALID.withLong(32, 4).bytes(), "vocabulary.offsets go from 0 to 4");
        assertRefused(VALID.withLong(24, 4).bytes(), "vocabulary.offsets fall from 4 to 3 after row 1");
        assertRefused(VALID.withLong(24, -1).bytes(), "vocabulary.offsets fall from 0 to -1 after row 0");
        assertRefused(VALID.withLong(24, Long.MIN_VALUE).bytes(), "vocabulary.offsets fall");
    }

    @Test
    void itemIdsMustBeDistinctTextsThatAreNotEmpty() throws IOException {
        assertRefused(VALID.withLong(24, 3).bytes(), "vocabulary row 1 is an empty item id");
        assertRefused(VALID.withByte(48, 0xFF).bytes(), "row 0 is not valid UTF-8");
        // "é" takes two bytes: the border between the two ids may not cut it
        assertRefused(VALID.withByte(48, 0xC3).withByte(49, 0xA9).bytes(), "row 0 is not valid UTF-8");
        RawFile twice = VALID.with("\"shape\":[3],\"data_offsets\":[48,51]", "\"shape\":[2],\"data_offsets\":[48,50]")
                .withLong(32, 2)
                .withByte(49, 'a');
        assertRefused(new RawFile(twice.header(), Arrays.copyOf(twice.data(), 50)).bytes(), "item \"a\" twice");
    }

    @Test
    void anItemIdHasAtMost256Characters() throws IOException {
        RawFile longer = VALID.with("[3],\"data_offsets\":[48,51]", "[258],\"data_offsets\":[48,306]")
                .withLong(32, 258);
        byte[] data = Arrays.copyOf(longer.data(), 306);
        Arrays.fill(data, 49, 306, (byte) 'x');

        assertRefused(new RawFile(longer.header(), data).bytes(), "row 1", "257 characters", "at most 256");
    }

    @Test
    void aBundleWithoutItemsIsRefused() throws IOException {
        RawFile none = new RawFile(
                VALID.header()
                        .replace("[2],\"data_offsets\":[0,16]", "[0],\"data_offsets\":[0,0]")
                        .replace("[3],\"data_offsets\":[16,40]", "[1],\"data_offsets\":[0,8]")
                        .replace("[40,48]", "[8,16]")
                        .replace("[3],\"data_offsets\":[48,51]", "[0],\"data_offsets\":[16,16]"),
                new byte[16]);

        assertRefused(none.bytes(), "vocabulary.offsets has 1 values", "at least one item");
    }

    @Test
    void supportIsNotNegativeAndAsLongAsTheVocabulary() throws IOException {
        assertRefused(VALID.withLong(8, -1).bytes(), "item.support of row 1 is -1");
        RawFile shorter = VALID.with("[2],\"data_offsets\":[0,16]", "[1],\"data_offsets\":[0,8]")
                .with("{\"dtype\":\"F32\"", "{\"dtype\":\"F32\"");
        String header = shorter.header()
                .replace("[16,40]", "[8,32]")
                .replace("[40,48]", "[32,40]")
                .replace("[48,51]", "[40,43]");
        byte[] data = Arrays.copyOfRange(VALID.data(), 8, 51);
        assertRefused(new RawFile(header, data).bytes(), "item.support has 1 values, but the vocabulary has 2");
    }

    @Test
    void weightsMustBeFinite() throws IOException {
        ByteBuffer data = ByteBuffer.wrap(VALID.data().clone()).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(44, Float.NEGATIVE_INFINITY);

        assertRefused(new RawFile(VALID.header(), data.array()).bytes(), "tensor \"w\" has -Infinity at index 1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, (64 << 20) + 1})
    void aHeaderLengthOverTheLimitIsRefused(long length) throws IOException {
        byte[] text = VALID.header().getBytes(StandardCharsets.UTF_8);
        assertRefused(VALID.bytes(length, text), "header length is " + Long.toUnsignedString(length));
    }

    @Test
    void aHeaderLengthThatIsNotThatOfTheHeaderIsRefused() throws IOException {
        byte[] text = VALID.header().getBytes(StandardCharsets.UTF_8);
        assertRefused(VALID.bytes(text.length + 52, text), "only " + (text.length + 51) + " follow");
        assertRefused(VALID.bytes(text.length - 1, text), "header");
        assertRefused(VALID.bytes(0, text), "does not begin with '{'");
    }

    @Test
    void aHeaderThatIsNoUtf8IsRefused() throws IOException {
        byte[] text = VALID.header().replace("raw", "r?w").getBytes(StandardCharsets.UTF_8);
        text[VALID.header().indexOf("raw") + 1] = (byte) 0xC0;
        assertRefused(VALID.bytes(text.length, text), "header is not valid UTF-8");
    }

    @Test
    void everyCutAndEveryAddedByteIsRefused() throws IOException {
        byte[] whole = VALID.bytes();
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "bundle ");
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "the file holds 52");
    }

    @Test
    void moreTensorsMetadataOrDepthThanTheLimitsAreRefused() throws IOException {
        StringBuilder tensors = new StringBuilder();
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            tensors.append("\"t").append(i).append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},");
            keys.append("\"k").append(i).append("\":\"\",");
        }
        assertRefused(VALID.with("\"w\":{", tensors + "\"w\":{").bytes(), "at most 10000 tensors");
        assertRefused(VALID.with("\"kind\":", keys + "\"kind\":").bytes(), "at most 1000 keys");
        assertRefused(
                VALID.with("\"w\":{", "\"d\":" + "[".repeat(100_000) + ",\"w\":{")
                        .bytes(),
                "tensor \"d\" has \"[\"");
        assertRefused(
                VALID.with("\"configuration\":\"{}\"", "\"configuration\":\"" + "[".repeat(100_000) + "\"")
                        .bytes(),
                "metadata \"configuration\"",
                "depth");
        assertRefused(
                VALID.with(
                                "\"shape\":[2],\"data_offsets\":[40",
                                "\"shape\":[" + "9".repeat(1000) + "],\"data_offsets\":[40")
                        .bytes(),
                "tensor \"w\"",
                "64");
        assertRefused(VALID.with("\"w\":{", "\"" + "n".repeat(300) + "\":{").bytes(), "256");
        assertRefused(
                VALID.with("\"kind\":\"raw\"", "\"kind\":\"" + "x".repeat(5_000_000) + "\"")
                        .bytes(),
                "4194304");
    }

    /** Each one is computed before the bundle is served. */
    @Test
    void moreOfASelfTestThanTheLimitsIsRefused() throws IOException {
        String test = "{\\\"items\\\":[\\\"a\\\"],\\\"expected\\\":[],\\\"probabilities\\\":[]},";
        assertRefused(
                VALID.with("\"self_test\":\"[", "\"self_test\":\"[" + test.repeat(1_000))
                        .bytes(),
                "self_test has 1001 cases, more than the limit of 1000");
        assertRefused(
                VALID.with("\\\"items\\\":[", "\\\"items\\\":[" + "\\\"a\\\",".repeat(1_000))
                        .bytes(),
                "self_test case 0 has 1001 items and 1 expected, more than the limit of 1000");
    }

    @Test
    void foreignTextInAMessageIsOneLineForEveryTerminal() throws IOException {
        assertRefused(
                VALID.with("\"kind\":\"raw\"", "\"kind\":\"a\u007f\u0085\u2028\u202eb\"")
                        .bytes(),
                "\"a\\u007f\\u0085\\u2028\\u202eb\"");
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        Path missing = folder.resolve("missing.safetensors");
        assertThatThrownBy(() -> BundleFile.read(missing))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll(missing.toString(), "does not exist");
        assertThatThrownBy(() -> BundleFile.read(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll(folder.toString(), "no regular file");
        assertRefused("<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8), "no safetensors file");
    }

    @Test
    void aFileOverTheLimitIsRefusedWithoutBeingRead() throws IOException {
        Path file = folder.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((16L << 30) + 1);
        }
        assertThatThrownBy(() -> BundleFile.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("17179869185 bytes, more than the limit");
    }

    @Test
    void aTensorBeyondTheHeapIsRefusedInWords() throws IOException {
        long bytes = 4L * 2_000_000_000L;
        assumeThat(Runtime.getRuntime().maxMemory()).isLessThan(bytes);
        String header = VALID.header()
                .replace("[2],\"data_offsets\":[40,48]", "[2000000000],\"data_offsets\":[40," + (40 + bytes) + "]")
                .replace("[48,51]", "[" + (40 + bytes) + "," + (43 + bytes) + "]");
        Path file = new RawFile(header, VALID.data()).writeTo(folder.resolve("large"));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(8 + header.length() + 43 + bytes);
        }
        assertThatThrownBy(() -> BundleFile.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll("8000000043 bytes", "-Xmx");
    }

    private void assertRefused(byte[] bytes, String... named) throws IOException {
        Path file = Files.write(folder.resolve("hostile.safetensors"), bytes);
        assertThatThrownBy(() -> BundleFile.read(file))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContaining("bundle " + file + ": ")
                .hasMessageContainingAll(named)
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(700);
    }
}
