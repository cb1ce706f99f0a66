package freshet.job.stream;

import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Writes an {@link AcceptedEvent} field by field. Never stored. */
final class AcceptedEventSerializer extends ImmutableSerializer<AcceptedEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(AcceptedEvent value, DataOutputView out) throws IOException {
        StringValue.writeString(value.sessionId(), out);
        ItemEvent event = value.event();
        StringValue.writeString(event.itemId(), out);
        out.writeLong(event.timeMillis());
        StringValue.writeString(event.type(), out);
        out.writeLong(event.eventKey());
        StringValue.writeString(value.coordinates().getTopic(), out);
        out.writeInt(value.coordinates().getPartition());
        out.writeLong(value.coordinates().getOffset());
        out.writeLong(value.recordMillis());
        Bytes.write(value.key(), out);
        Bytes.write(value.raw(), out);
    }

    @Override
    public AcceptedEvent deserialize(DataInputView in) throws IOException {
        String sessionId = StringValue.readString(in);
        ItemEvent event =
                new ItemEvent(StringValue.readString(in), in.readLong(), StringValue.readString(in), in.readLong());
        EventCoordinates coordinates = new EventCoordinates(StringValue.readString(in), in.readInt(), in.readLong());
        return new AcceptedEvent(sessionId, event, coordinates, in.readLong(), Bytes.read(in), Bytes.read(in));
    }

    @Override
    public TypeSerializerSnapshot<AcceptedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<AcceptedEvent> {
        public Snapshot() {
            super(AcceptedEventSerializer::new);
        }
    }
}
