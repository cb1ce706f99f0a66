package freshet.job.stream;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Writes which of the two a {@link Notice} is, then that one. Never stored. */
final class NoticeSerializer extends ImmutableSerializer<Notice> {
    private static final long serialVersionUID = 1L;
    private static final AnnouncementSerializer ANNOUNCEMENT = new AnnouncementSerializer();

    @Override
    public void serialize(Notice value, DataOutputView out) throws IOException {
        if (value instanceof Announcement announcement) {
            out.writeBoolean(true);
            ANNOUNCEMENT.serialize(announcement, out);
        } else if (value instanceof Availability availability) {
            out.writeBoolean(false);
            StringValue.writeString(availability.itemId(), out);
            out.writeBoolean(availability.available());
            out.writeInt(availability.partition());
            out.writeLong(availability.offset());
        }
    }

    @Override
    public Notice deserialize(DataInputView in) throws IOException {
        return in.readBoolean()
                ? ANNOUNCEMENT.deserialize(in)
                : new Availability(StringValue.readString(in), in.readBoolean(), in.readInt(), in.readLong());
    }

    @Override
    public TypeSerializerSnapshot<Notice> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Notice> {
        public Snapshot() {
            super(NoticeSerializer::new);
        }
    }
}
