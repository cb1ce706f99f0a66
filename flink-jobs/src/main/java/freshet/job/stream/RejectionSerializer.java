package freshet.job.stream;

import freshet.schema.RejectedEvent;
import freshet.schema.codec.SingleObjectCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link Rejection} as its version, its key and the Avro record, which names its own
 * schema. An unaligned checkpoint stores those in flight. Without a version it begins with the
 * key's length, four bytes of which the first is 0, as keys are cut to {@value
 * Rejection#MAX_KEY_BYTES} bytes.
 */
final class RejectionSerializer extends WireSerializer<Rejection> {
    private static final long serialVersionUID = 1L;
    private static final int UNVERSIONED = 0;
    private static final int NEWEST = 1;
    private static final SingleObjectCodec<RejectedEvent> CODEC = new SingleObjectCodec<>(RejectedEvent.class);

    @Override
    public void serialize(Rejection value, DataOutputView out) throws IOException {
        out.writeByte(NEWEST);
        write(value.key(), out);
        write(CODEC.encode(value.event()), out);
    }

    @Override
    public Rejection deserialize(DataInputView in) throws IOException {
        int first = in.readUnsignedByte();
        return switch (first) {
            case UNVERSIONED -> fields(unversioned(first, in));
            case NEWEST -> fields(in);
            default -> throw unknown("a rejection", first, NEWEST);
        };
    }

    private static Rejection fields(DataInputView in) throws IOException {
        return new Rejection(read(in), CODEC.decode(read(in)));
    }

    @Override
    public TypeSerializerSnapshot<Rejection> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Rejection> {
        public Snapshot() {
            super(RejectionSerializer::new);
        }
    }
}
