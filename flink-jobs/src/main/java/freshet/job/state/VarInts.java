package freshet.job.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Whole numbers in as few bytes as they need: seven bits per byte, lowest first, the top bit set
 * where more follow.
 */
final class VarInts {
    private static final int MAX_BYTES = 10;

    private VarInts() {}

    /** Writes 1 byte below 128, 2 below 16,384 and so on; 10 bytes for a negative number. */
    static void write(long value, DataOutputView out) throws IOException {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.writeByte((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    /** @throws IOException if more than 10 bytes belong to the number */
    static long read(DataInputView in) throws IOException {
        long value = 0;
        for (int i = 0; i < MAX_BYTES; i++) {
            byte next = in.readByte();
            value |= (next & 0x7FL) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number in the session state is longer than " + MAX_BYTES + " bytes");
    }

    /** @throws IOException if the number is not between 0 and {@code most} */
    static int readCount(int most, String what, DataInputView in) throws IOException {
        long count = read(in);
        if (count < 0 || count > most) {
            throw new IOException("the session state claims " + count + " " + what + "; at most " + most + " can be");
        }
        return (int) count;
    }
}
