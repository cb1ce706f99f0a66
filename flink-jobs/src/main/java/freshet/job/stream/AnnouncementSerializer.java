package freshet.job.stream;

import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.Announcement;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes an {@link Announcement} as the model's name and the Avro record in single-object encoding.
 * Stored in operator state: the encoding names the record's schema, so later versions of the record
 * need no new version of this class. A champion's is written so that an older job reads it.
 */
public final class AnnouncementSerializer extends WireSerializer<Announcement> {
    private static final long serialVersionUID = 1L;
    private static final SingleObjectCodec<ModelAnnouncement> CODEC = new SingleObjectCodec<>(ModelAnnouncement.class);

    @Override
    public void serialize(Announcement value, DataOutputView out) throws IOException {
        StringValue.writeString(value.model(), out);
        write(CODEC.encodeForOldReaders(value.bundle()), out);
    }

    @Override
    public Announcement deserialize(DataInputView in) throws IOException {
        return new Announcement(StringValue.readString(in), CODEC.decode(read(in)));
    }

    @Override
    public TypeSerializerSnapshot<Announcement> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Announcement> {
        public Snapshot() {
            super(AnnouncementSerializer::new);
        }
    }
}
