package freshet.trainer.set;

import freshet.model.file.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** What all files of a training set are checked for, and how a fault is told. */
final class SetFault {
    private static final String REMEDY = "; prepare the training set again";

    private SetFault() {}

    /** What reads a file. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    /** @throws SetException for any fault, which names the file */
    static <T> T naming(Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new SetException(file + " cannot be read: " + IoReason.of(e) + REMEDY, e);
        } catch (SetException | IllegalArgumentException e) {
            throw new SetException(file + ": " + e.getMessage() + REMEDY, e);
        }
    }

    /**
     * Takes the first bytes.
     *
     * @param what the file has to be
     * @throws SetException if it is something else, of a newer version, or not as it was written
     */
    static void requireMagic(SealedInput in, byte[] magic, long version, String what) throws IOException {
        if (in.left() < magic.length + Long.BYTES || !Arrays.equals(in.bytes(magic.length), magic)) {
            throw new SetException(
                    "it is no " + what + ", which begins with " + new String(magic, StandardCharsets.US_ASCII));
        }
        long found = in.number();
        if (found != version) {
            throw new SetException("it is of version " + found + ", and this Freshet reads " + version);
        }
        if (!in.isSound()) {
            throw new SetException("its bytes are not those that were written, as their SHA-256 says");
        }
    }

    /** @throws SetException if a number that is to be a count is none */
    static int count(String what, long value, int least) {
        if (value < least || value > Integer.MAX_VALUE - 8) {
            throw new SetException(
                    what + " are " + value + "; they must be " + least + " to " + (Integer.MAX_VALUE - 8));
        }
        return (int) value;
    }

    /** @throws SetException if another number of bytes is left */
    static void requireSize(SealedInput in, long wanted) {
        if (in.left() != wanted) {
            throw new SetException("behind its header are " + in.left() + " bytes, where its counts want " + wanted);
        }
    }
}
