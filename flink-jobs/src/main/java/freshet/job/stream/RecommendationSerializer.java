package freshet.job.stream;

import freshet.schema.Recommendation;
import freshet.schema.codec.SingleObjectCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link Recommendation} as the Avro record. Never stored. */
final class RecommendationSerializer extends ImmutableSerializer<Recommendation> {
    private static final long serialVersionUID = 1L;
    private static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);

    @Override
    public void serialize(Recommendation value, DataOutputView out) throws IOException {
        Bytes.write(CODEC.encode(value), out);
    }

    @Override
    public Recommendation deserialize(DataInputView in) throws IOException {
        return CODEC.decode(Bytes.read(in));
    }

    @Override
    public TypeSerializerSnapshot<Recommendation> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Recommendation> {
        public Snapshot() {
            super(RecommendationSerializer::new);
        }
    }
}
