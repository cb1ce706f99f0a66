package freshet.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.SessionEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records that claim lengths which they do not have: refused without memory for what they claim.
 */
final class HostileLengthTest {
    private static final long MAX_ALLOCATED_BYTES = 4 << 20;

    @Test
    void aStringOfTwoGibibytesIsRefused() throws IOException {
        assertRefusedCheaply(SessionEvent.class, body -> body.writeLong(Integer.MAX_VALUE - 10));
    }

    @Test
    void aByteFieldOfTwoGibibytesIsRefused() throws IOException {
        assertRefusedCheaply(RejectedEvent.class, body -> {
            body.writeEnum(0);
            body.writeString("detail");
            body.writeString("topic");
            body.writeInt(0);
            body.writeLong(0);
            body.writeLong(Integer.MAX_VALUE - 10);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 60, 1L << 30, 1_000_000, -(1L << 30), -(1L << 60), Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void aMapOfMoreEntriesThanBytesIsRefused(long count) throws IOException {
        assertRefusedCheaply(SessionEvent.class, body -> {
            body.writeString("s");
            body.writeString("i");
            body.writeLong(0);
            body.writeString("view");
            body.writeIndex(0);
            body.writeIndex(0);
            writeBlock(body, count);
            body.writeString("key");
            body.writeString("value");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 60, 1L << 30, 1_000_000, -(1L << 30), -(1L << 60), Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void anArrayOfMoreEntriesThanBytesIsRefused(long count) throws IOException {
        assertRefusedCheaply(Recommendation.class, body -> {
            body.writeString("s");
            body.writeString("topic");
            body.writeInt(0);
            body.writeLong(0);
            body.writeLong(0);
            body.writeLong(0);
            body.writeEnum(0);
            body.writeInt(1);
            writeBlock(body, count);
        });
    }

    @Test
    void aNegativeStringLengthIsRefused() throws IOException {
        assertRefusedCheaply(SessionEvent.class, body -> body.writeLong(-1));
    }

    private static void writeBlock(BinaryEncoder body, long count) throws IOException {
        body.writeLong(count);
        if (count < 0) {
            body.writeLong(1); // the block's size in bytes, as a negative count demands
        }
    }

    private static <T extends SpecificRecordBase> void assertRefusedCheaply(Class<T> type, BodyWriter writer)
            throws IOException {
        SingleObjectCodec<T> codec = new SingleObjectCodec<>(type);
        byte[] record = record(type, writer);
        assertThat(record).hasSizeLessThan(64);
        assertThatThrownBy(() -> codec.decode(record)).isInstanceOf(MalformedRecordException.class);

        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> codec.decode(record)).hasMessageContaining("bytes");
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED_BYTES);
    }

    private static byte[] record(Class<?> type, BodyWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder body = EncoderFactory.get().directBinaryEncoder(out, null);
        Schema schema = org.apache.avro.specific.SpecificData.get().getSchema(type);
        byte[] header = Arrays.copyOf(new byte[] {(byte) 0xC3, 1}, 10);
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        for (int i = 0; i < 8; i++) {
            header[2 + i] = (byte) (fingerprint >>> 8 * i);
        }
        body.writeFixed(header);
        writer.write(body);
        body.flush();
        return out.toByteArray();
    }

    @FunctionalInterface
    private interface BodyWriter {
        void write(BinaryEncoder body) throws IOException;
    }
}
