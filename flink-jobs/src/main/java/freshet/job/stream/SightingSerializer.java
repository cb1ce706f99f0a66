package freshet.job.stream;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes a {@link Sighting} field by field behind the number of its form, 1: an unaligned
 * checkpoint stores those in flight.
 */
final class SightingSerializer extends WireSerializer<Sighting> {
    private static final long serialVersionUID = 1L;
    private static final int FORM = 1;

    @Override
    public void serialize(Sighting value, DataOutputView out) throws IOException {
        out.writeByte(FORM);
        StringValue.writeString(value.category(), out);
        StringValue.writeString(value.itemId(), out);
        out.writeBoolean(value.viewed());
        out.writeLong(value.millis());
        out.writeLong(value.sinceMillis());
    }

    @Override
    public Sighting deserialize(DataInputView in) throws IOException {
        int form = in.readUnsignedByte();
        if (form != FORM) {
            throw unknown("a sighting of an item", form, FORM);
        }
        return new Sighting(
                StringValue.readString(in), StringValue.readString(in), in.readBoolean(), in.readLong(), in.readLong());
    }

    @Override
    public TypeSerializerSnapshot<Sighting> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Sighting> {
        public Snapshot() {
            super(SightingSerializer::new);
        }
    }
}
