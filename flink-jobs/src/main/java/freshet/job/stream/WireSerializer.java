package freshet.job.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.DataInputViewStream;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What the serializers of the stream's values share: no state of their own, no value that is put
 * into another one, and no copy, as nobody changes what flows, unless a subclass says so. Threads
 * may share it.
 *
 * <p>A checkpoint that is unaligned holds events in flight, and says nothing of their serializer.
 * So a value begins with its version, behind a byte that no value without a version begins with;
 * the job wrote all of them without one before it numbered its forms.
 *
 * @param <T> the values
 */
abstract class WireSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    /** Bytes with their length before them. */
    static void write(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Bytes as {@link #write} writes them. */
    static byte[] read(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    /**
     * A value without a version from its start, where its first byte was read to see whether that
     * is a version.
     */
    static DataInputView unversioned(int firstByte, DataInputView rest) {
        InputStream first = new ByteArrayInputStream(new byte[] {(byte) firstByte});
        return new DataInputViewStreamWrapper(new SequenceInputStream(first, new DataInputViewStream(rest)));
    }

    /** For a version that was written by a job newer than this one. */
    static IOException unknown(String what, int version, int newest) {
        return new IOException(what + " in flight has form " + version + ", and this job reads forms up to " + newest
                + "; restore the checkpoint with the newer job, or start from a savepoint, which has none in flight");
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public final T createInstance() {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has no empty value to be filled");
    }

    @Override
    public final T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public final void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public final T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }
}
