package freshet.job.stream;

import freshet.schema.Recommendation;
import freshet.schema.codec.GeneratedRecords;
import freshet.schema.codec.SingleObjectCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link Recommendation} as the Avro record, and copies it whole, as the recommender fills
 * one for all its answers. The record names its own schema, so that one in flight in an unaligned
 * checkpoint needs no version beside it.
 */
final class RecommendationSerializer extends WireSerializer<Recommendation> {
    private static final long serialVersionUID = 1L;
    private static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public Recommendation copy(Recommendation from) {
        return Records.ALL.copy(from);
    }

    @Override
    public void serialize(Recommendation value, DataOutputView out) throws IOException {
        write(CODEC.encode(value), out);
    }

    @Override
    public Recommendation deserialize(DataInputView in) throws IOException {
        return CODEC.decode(read(in));
    }

    @Override
    public TypeSerializerSnapshot<Recommendation> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Comes to Avro with the first copy: a JobManager that reads the job graph must not. */
    private static final class Records {
        private static final GeneratedRecords<Recommendation> ALL = new GeneratedRecords<>(Recommendation.class);
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Recommendation> {
        public Snapshot() {
            super(RecommendationSerializer::new);
        }
    }
}
