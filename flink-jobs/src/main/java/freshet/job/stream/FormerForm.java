package freshet.job.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.apache.flink.api.java.typeutils.runtime.DataInputViewStream;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;

/**
 * Values that are written without a version, as the job wrote all of them before it numbered its
 * forms.
 *
 * <p>A checkpoint that is unaligned holds events in flight, and says nothing of their serializer.
 * So the value itself begins with its version, behind a byte that no value without a version begins
 * with.
 */
final class FormerForm {
    private FormerForm() {}

    /** The value from its start, where its first byte was read to see whether that is a version. */
    static DataInputView from(int firstByte, DataInputView rest) {
        InputStream first = new ByteArrayInputStream(new byte[] {(byte) firstByte});
        return new DataInputViewStreamWrapper(new SequenceInputStream(first, new DataInputViewStream(rest)));
    }

    /** For a version that was written by a job newer than this one. */
    static IOException unknown(String what, int version, int newest) {
        return new IOException(what + " in flight has form " + version + ", and this job reads forms up to " + newest
                + "; restore the checkpoint with the newer job, or start from a savepoint, which has none in flight");
    }
}
