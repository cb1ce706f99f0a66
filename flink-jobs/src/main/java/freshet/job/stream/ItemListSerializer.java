package freshet.job.stream;

import freshet.schema.ItemList;
import freshet.schema.codec.SingleObjectCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes an {@link ItemList} as the Avro record, which names its own schema. Each is made once and
 * never changed, so that a copy is the list itself.
 */
final class ItemListSerializer extends WireSerializer<ItemList> {
    private static final long serialVersionUID = 1L;
    private static final SingleObjectCodec<ItemList> CODEC = new SingleObjectCodec<>(ItemList.class);

    @Override
    public void serialize(ItemList value, DataOutputView out) throws IOException {
        write(CODEC.encode(value), out);
    }

    @Override
    public ItemList deserialize(DataInputView in) throws IOException {
        return CODEC.decode(read(in));
    }

    @Override
    public TypeSerializerSnapshot<ItemList> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ItemList> {
        public Snapshot() {
            super(ItemListSerializer::new);
        }
    }
}
