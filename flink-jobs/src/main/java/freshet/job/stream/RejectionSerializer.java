package freshet.job.stream;

import freshet.schema.RejectedEvent;
import freshet.schema.codec.SingleObjectCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link Rejection} as its key and the Avro record. Never stored. */
final class RejectionSerializer extends ImmutableSerializer<Rejection> {
    private static final long serialVersionUID = 1L;
    private static final SingleObjectCodec<RejectedEvent> CODEC = new SingleObjectCodec<>(RejectedEvent.class);

    @Override
    public void serialize(Rejection value, DataOutputView out) throws IOException {
        Bytes.write(value.key(), out);
        Bytes.write(CODEC.encode(value.event()), out);
    }

    @Override
    public Rejection deserialize(DataInputView in) throws IOException {
        return new Rejection(Bytes.read(in), CODEC.decode(Bytes.read(in)));
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
