package freshet.job.stream;

import freshet.model.trend.CountedItem;
import freshet.schema.Item;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.ItemUpdate;
import freshet.serving.Notice;
import freshet.serving.TrendUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes the number of a {@link Notice}'s form, then the notice. Flink 2.2 takes nothing in
 * flight on a broadcast into a checkpoint; the number is there for the day when it does.
 */
public final class NoticeSerializer extends WireSerializer<Notice> {
    private static final long serialVersionUID = 1L;
    private static final int AVAILABILITY_WITHOUT_TIME = 0;
    private static final int MODEL = 1;
    private static final int AVAILABILITY = 2;
    private static final int CHALLENGE = 3;
    private static final int ITEM = 4;
    private static final int TREND = 5;
    private static final int NEWEST = TREND;
    private static final SingleObjectCodec<Item> ITEMS = new SingleObjectCodec<>(Item.class);
    private static final long NO_TIME = -1;
    private static final AnnouncementSerializer ANNOUNCEMENT = new AnnouncementSerializer();

    @Override
    public void serialize(Notice value, DataOutputView out) throws IOException {
        if (value instanceof Announcement announcement) {
            out.writeByte(MODEL);
            ANNOUNCEMENT.serialize(announcement, out);
        } else if (value instanceof Challenge challenge) {
            out.writeByte(CHALLENGE);
            StringValue.writeString(challenge.model(), out);
            out.writeBoolean(challenge.bundle().isPresent());
            if (challenge.bundle().isPresent()) {
                ANNOUNCEMENT.serialize(
                        new Announcement(challenge.model(), challenge.bundle().get()), out);
            }
        } else if (value instanceof ItemUpdate update) {
            out.writeByte(ITEM);
            StringValue.writeString(update.itemId(), out);
            out.writeBoolean(update.item().isPresent());
            if (update.item().isPresent()) {
                write(ITEMS.encode(update.item().get()), out);
            }
            out.writeInt(update.partition());
            out.writeLong(update.offset());
            out.writeLong(update.recordMillis());
        } else if (value instanceof TrendUpdate update) {
            out.writeByte(TREND);
            out.writeBoolean(update.category().isPresent());
            if (update.category().isPresent()) {
                StringValue.writeString(update.category().get(), out);
            }
            out.writeInt(update.items().size());
            for (CountedItem item : update.items()) {
                StringValue.writeString(item.itemId(), out);
                out.writeDouble(item.count());
            }
        }
    }

    @Override
    public Notice deserialize(DataInputView in) throws IOException {
        int form = in.readUnsignedByte();
        return switch (form) {
            case AVAILABILITY_WITHOUT_TIME ->
                ItemUpdate.of(StringValue.readString(in), in.readBoolean(), in.readInt(), in.readLong(), NO_TIME);
            case AVAILABILITY ->
                ItemUpdate.of(StringValue.readString(in), in.readBoolean(), in.readInt(), in.readLong(), in.readLong());
            case ITEM ->
                new ItemUpdate(
                        StringValue.readString(in),
                        in.readBoolean() ? Optional.of(ITEMS.decode(read(in))) : Optional.empty(),
                        in.readInt(),
                        in.readLong(),
                        in.readLong());
            case MODEL -> ANNOUNCEMENT.deserialize(in);
            case CHALLENGE -> {
                String model = StringValue.readString(in);
                yield new Challenge(
                        model,
                        in.readBoolean()
                                ? Optional.of(ANNOUNCEMENT.deserialize(in).bundle())
                                : Optional.empty());
            }
            case TREND ->
                new TrendUpdate(
                        in.readBoolean() ? Optional.of(StringValue.readString(in)) : Optional.empty(), items(in));
            default -> throw unknown("a notice", form, NEWEST);
        };
    }

    private static List<CountedItem> items(DataInputView in) throws IOException {
        List<CountedItem> items = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            items.add(new CountedItem(StringValue.readString(in), in.readDouble()));
        }
        return items;
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
