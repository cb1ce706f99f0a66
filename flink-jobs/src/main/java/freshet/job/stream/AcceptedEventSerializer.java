package freshet.job.stream;

import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes an {@link AcceptedEvent} field by field. An unaligned checkpoint stores the events in
 * flight in this form, and Flink stores no snapshot of the serializer with them. So each event
 * begins with its version.
 *
 * <ul>
 *   <li>Version 2: byte 0, byte 2, then the fields below, then how far the event was ahead.
 *   <li>Version 1: byte 0, byte 1, then the fields below. The event was not ahead.
 *   <li>Without a version: the fields alone. They begin with the session id's length + 1, which is
 *       never 0.
 * </ul>
 *
 * <p>Fields: session id, item id, event time, type, event key, topic, partition, offset, record
 * time, key, value.
 */
final class AcceptedEventSerializer extends WireSerializer<AcceptedEvent> {
    private static final long serialVersionUID = 1L;
    private static final int VERSIONED = 0;
    private static final int NEWEST = 2;
    private static final int WITHOUT_AHEAD = 1;

    @Override
    public void serialize(AcceptedEvent value, DataOutputView out) throws IOException {
        out.writeByte(VERSIONED);
        out.writeByte(NEWEST);
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
        write(value.key(), out);
        write(value.raw(), out);
        out.writeLong(event.aheadMillis());
    }

    @Override
    public AcceptedEvent deserialize(DataInputView in) throws IOException {
        int first = in.readUnsignedByte();
        if (first != VERSIONED) {
            return fields(WITHOUT_AHEAD, unversioned(first, in));
        }
        int version = in.readUnsignedByte();
        if (version < WITHOUT_AHEAD || version > NEWEST) {
            throw unknown("an event", version, NEWEST);
        }
        return fields(version, in);
    }

    private static AcceptedEvent fields(int version, DataInputView in) throws IOException {
        String sessionId = StringValue.readString(in);
        String itemId = StringValue.readString(in);
        long timeMillis = in.readLong();
        String type = StringValue.readString(in);
        long eventKey = in.readLong();
        EventCoordinates coordinates = new EventCoordinates(StringValue.readString(in), in.readInt(), in.readLong());
        long recordMillis = in.readLong();
        byte[] key = read(in);
        byte[] raw = read(in);
        long aheadMillis = version == WITHOUT_AHEAD ? 0 : in.readLong();
        ItemEvent event = new ItemEvent(itemId, timeMillis, type, eventKey, aheadMillis);
        return new AcceptedEvent(sessionId, event, coordinates, recordMillis, key, raw);
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
