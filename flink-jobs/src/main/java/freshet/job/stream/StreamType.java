package freshet.job.stream;

import freshet.job.stream.Incoming.IncomingSerializer;
import freshet.schema.ItemList;
import freshet.schema.Recommendation;
import freshet.serving.Announcement;
import freshet.serving.Notice;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Tells Flink which serializer an element of a stream has, so that it never looks for one by
 * reflection. Immutable.
 *
 * @param <T> the elements
 */
public final class StreamType<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1L;

    public static final StreamType<Incoming> INCOMING = new StreamType<>(Incoming.class, new IncomingSerializer());
    public static final StreamType<AcceptedEvent> ACCEPTED_EVENT =
            new StreamType<>(AcceptedEvent.class, new AcceptedEventSerializer());
    public static final StreamType<Rejection> REJECTION = new StreamType<>(Rejection.class, new RejectionSerializer());
    public static final StreamType<Recommendation> RECOMMENDATION =
            new StreamType<>(Recommendation.class, new RecommendationSerializer());
    public static final StreamType<Announcement> ANNOUNCEMENT =
            new StreamType<>(Announcement.class, new AnnouncementSerializer());
    public static final StreamType<Notice> NOTICE = new StreamType<>(Notice.class, new NoticeSerializer());
    public static final StreamType<Sighting> SIGHTING = new StreamType<>(Sighting.class, new SightingSerializer());
    public static final StreamType<ItemList> ITEM_LIST = new StreamType<>(ItemList.class, new ItemListSerializer());

    private final Class<T> type;
    private final TypeSerializer<T> serializer;

    private StreamType(Class<T> type, TypeSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer.duplicate();
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof StreamType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamType<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }
}
