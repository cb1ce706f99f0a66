package freshet.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.sun.management.ThreadMXBean;
import freshet.model.data.EventLog;
import freshet.model.data.LogException;
import freshet.schema.SessionEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

/**
 * Files that would cost far more than they have bytes: refused in one line, without the memory that
 * they ask for.
 */
class HostileAvroLogTest {
    private static final String FIELDS =
            "{\"name\":\"sessionId\",\"type\":\"string\"},{\"name\":\"itemId\",\"type\":\"string\"},"
                    + "{\"name\":\"eventTime\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}";
    private static final byte[] MARKER = new byte[16];
    private static final int BOMB_BYTES = 100 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "zstandard", "snappy"})
    void aBlockThatUnfoldsToMoreThanABlockMayHaveIsRefused(String codec) throws IOException {
        byte[] block =
                switch (codec) {
                    case "deflate" -> deflated();
                    case "zstandard" -> Zstd.compress(new byte[BOMB_BYTES]);
                    default -> withChecksum(Snappy.compress(new byte[BOMB_BYTES]));
                };

        assertRefusedWithin(
                4L * BlockCodec.MAX_BYTES + 3L * block.length,
                container(SessionEvent.getClassSchema().toString(), codec, 1, block),
                "cannot be decompressed",
                "more than " + BlockCodec.MAX_BYTES + " bytes");
    }

    /** Every byte of the record is one list within another. */
    @Test
    void aRecordThatNestsAsDeepAsItHasBytesIsRefused() throws IOException {
        String nested = schema(
                "{\"name\":\"more\",\"type\":{\"type\":\"record\",\"name\":\"Nested\",\"fields\":[{\"name\":\"next\","
                        + "\"type\":[\"null\",\"Nested\"]}]}}");
        byte[] record = bytes(out -> {
            head(out);
            for (int depth = 0; depth < 5_000_000; depth++) {
                out.writeIndex(1);
            }
            out.writeIndex(0);
        });

        assertRefusedWithin(200L * record.length, container(nested, "null", 1, record), "nests");
    }

    /**
     * Forty records, each of which names the next one twice: 2^40 of them when they are unfolded.
     */
    @Test
    void aSchemaThatUnfoldsToATrillionFieldsIsRefused() throws IOException {
        String type = "\"long\"";
        for (int level = 0; level < 40; level++) {
            type = "{\"type\":\"record\",\"name\":\"R" + level + "\",\"fields\":[{\"name\":\"a\",\"type\":" + type
                    + "},{\"name\":\"b\",\"type\":" + (level == 0 ? "\"long\"" : "\"R" + (level - 1) + "\"") + "}]}";
        }
        byte[] record = bytes(HostileAvroLogTest::head);

        assertRefusedWithin(
                64 << 20, container(schema("{\"name\":\"more\",\"type\":" + type + "}"), "null", 1, record), "schema");
    }

    @Test
    void aSchemaThatNestsDeepIsRefused() throws IOException {
        String deep = "{\"type\":\"array\",\"items\":".repeat(100_000) + "\"long\"" + "}".repeat(100_000);

        assertRefusedWithin(
                256 << 20,
                container(schema("{\"name\":\"more\",\"type\":" + deep + "}"), "null", 0, new byte[0]),
                "schema");
    }

    @Test
    void aBlockOfRecordsWithoutBytesEndsWhereItsBytesEnd() throws IOException {
        byte[] none = container(schema("{\"name\":\"x\",\"type\":\"null\"}"), "null", Long.MAX_VALUE, new byte[0]);

        assertRefusedWithin(64 << 20, none, "record 1 cannot be decoded");
    }

    @Test
    void aSkippedListOfNothingsIsBoundedByItsBytes() throws IOException {
        byte[] record = bytes(out -> {
            head(out);
            out.writeLong(1L << 60);
        });
        String nothings = schema("{\"name\":\"x\",\"type\":{\"type\":\"array\",\"items\":\"null\"}}");

        assertRefusedWithin(64 << 20, container(nothings, "null", 1, record), "claims 1152921504606846976 entries");
    }

    private void assertRefusedWithin(long bytes, byte[] file, String... named) throws IOException {
        Path log = Files.write(folder.resolve("hostile.avro"), file);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> EventLog.read(log, new AvroFormat(), event -> {}))
                .isExactlyInstanceOf(LogException.class)
                .hasMessageContainingAll(named)
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(1_500);
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(bytes);
    }

    private static String schema(String field) {
        return "{\"type\":\"record\",\"name\":\"SessionEvent\",\"namespace\":\"freshet.schema\",\"fields\":[" + FIELDS
                + "," + field + "]}";
    }

    private static void head(BinaryEncoder out) throws IOException {
        out.writeString("s");
        out.writeString("i");
        out.writeLong(1_600_000_000_000L);
    }

    private static byte[] container(String schema, String codec, long records, byte[] block) throws IOException {
        return bytes(out -> {
            out.writeFixed(new byte[] {'O', 'b', 'j', 1});
            out.writeMapStart();
            out.setItemCount(2);
            out.startItem();
            out.writeString("avro.codec");
            out.writeBytes(codec.getBytes(StandardCharsets.UTF_8));
            out.startItem();
            out.writeString("avro.schema");
            out.writeBytes(schema.getBytes(StandardCharsets.UTF_8));
            out.writeMapEnd();
            out.writeFixed(MARKER);
            out.writeLong(records);
            out.writeBytes(block);
            out.writeFixed(MARKER);
        });
    }

    private static byte[] deflated() {
        Deflater raw = new Deflater(Deflater.BEST_COMPRESSION, true);
        raw.setInput(new byte[BOMB_BYTES]);
        raw.finish();
        byte[] out = new byte[1 << 20];
        int length = raw.deflate(out);
        raw.end();
        return java.util.Arrays.copyOf(out, length);
    }

    private static byte[] withChecksum(byte[] compressed) {
        return java.util.Arrays.copyOf(compressed, compressed.length + Integer.BYTES); // which is never looked at
    }

    private static byte[] bytes(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        writer.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Writer {
        void write(BinaryEncoder out) throws IOException;
    }
}
