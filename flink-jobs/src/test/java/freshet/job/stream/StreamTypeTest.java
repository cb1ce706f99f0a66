package freshet.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.Events;
import freshet.model.session.ItemEvent;
import freshet.model.trend.CountedItem;
import freshet.schema.Item;
import freshet.schema.ItemList;
import freshet.schema.ListKind;
import freshet.schema.ListedItem;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectionReason;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.ItemUpdate;
import freshet.serving.Notice;
import freshet.serving.TrendUpdate;
import freshet.serving.testing.TinyGru;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class StreamTypeTest {
    private final AcceptedEvent event = new Events().view("session", "item", 3);

    @Property
    void anAcceptedEventIsReadAsWritten(@ForAll("events") AcceptedEvent written) throws Exception {
        for (AcceptedEvent read : List.of(
                through(StreamType.ACCEPTED_EVENT, written), (AcceptedEvent) through(StreamType.INCOMING, written))) {
            assertThat(read).usingRecursiveComparison().isEqualTo(written);
        }
    }

    @Test
    void aRejectionIsReadAsWritten() throws Exception {
        Rejection written = event.reject(RejectionReason.LATE, "too late");
        assertThat(through(StreamType.REJECTION, written))
                .usingRecursiveComparison()
                .isEqualTo(written);
        Rejection read = (Rejection) through(StreamType.INCOMING, written);
        assertThat(read.event()).isEqualTo(written.event());
        assertThat(read.key()).isEqualTo(written.key());
    }

    @Test
    void aRecommendationIsReadAsWritten() throws Exception {
        Recommendation written = recommendation();
        assertThat(through(StreamType.RECOMMENDATION, written)).isEqualTo(written);
    }

    @Test
    void aCopyOfARecommendationStaysWhileTheOriginalIsFilledAgain() {
        TypeSerializer<Recommendation> serializer = serializer(StreamType.RECOMMENDATION);
        Recommendation original = recommendation();
        Recommendation copy = serializer.copy(original);
        Recommendation other = serializer.copy(original, recommendation());
        original.setSessionId("another");
        original.setPosition(9);
        original.getItems().get(0).setProbability(0.5f);
        original.getItems().get(0).setItemId("j");
        original.getItems().add(new RecommendedItem("k", 0.1f));
        assertThat(serializer.isImmutableType()).isFalse();
        assertThat(List.of(copy, other)).containsOnly(recommendation());
    }

    private Recommendation recommendation() {
        return new Recommendation(
                "s",
                event.coordinates(),
                Instant.ofEpochMilli(5),
                7L,
                RecommendationSource.MODEL,
                2,
                new ArrayList<>(List.of(new RecommendedItem("i", 0.25f))),
                Instant.ofEpochMilli(6));
    }

    @Property
    void aSightingIsReadAsWritten(
            @ForAll String category, @ForAll String item, @ForAll boolean viewed, @ForAll long millis)
            throws Exception {
        Sighting written = new Sighting(category, item, viewed, millis, -millis);
        assertThat(through(StreamType.SIGHTING, written)).isEqualTo(written);
    }

    @Test
    void aListIsReadAsWritten() throws Exception {
        ListedItem fresh = new ListedItem("i", 0.0, Instant.ofEpochMilli(7));
        ListedItem counted = new ListedItem("j", 2.5, null);
        ItemList written = new ItemList(ListKind.NEW, 0L, "shoes", List.of(fresh, counted), Instant.ofEpochMilli(9));
        // Avro cannot compare times that may be null within an array.
        assertThat(through(StreamType.ITEM_LIST, written)).hasToString(written.toString());
    }

    @Property
    void aNoticeIsReadAsWritten(
            @ForAll String item, @ForAll boolean available, @ForAll int partition, @ForAll long offset)
            throws Exception {
        for (Notice written : List.of(
                new ItemUpdate(item, Optional.of(jacket(available)), partition, offset, -offset),
                new ItemUpdate(item, Optional.empty(), partition, offset, -offset),
                new Challenge(item, Optional.empty()),
                new TrendUpdate(Optional.empty(), List.of(new CountedItem(item, 0.5), new CountedItem("b", 1e-9))),
                new TrendUpdate(Optional.of(item), List.of()),
                new Challenge(
                        item,
                        Optional.of(ModelAnnouncement.newBuilder(TinyGru.announcement(Path.of("/store/m"), "00", offset)
                                        .bundle())
                                .setShare(0.25)
                                .build())),
                TinyGru.announcement(Path.of("/store/m"), "00", offset))) {
            assertThat(through(StreamType.NOTICE, written)).isEqualTo(written);
        }
    }

    private static Item jacket(boolean available) {
        return Item.newBuilder()
                .setItemId("sku-1")
                .setAvailable(available)
                .setTitle("blue rain jacket")
                .setAttributes(Map.of("category", "jacket", "price", 79.5, "tags", List.of("rain", "blue")))
                .setAvailableUntil(Instant.ofEpochMilli(5))
                .setVector(List.of(0.5f))
                .build();
    }

    /** Jobs before the catalogue wrote these forms. */
    @Test
    void theAvailabilityOfAnItemIsReadInItsFormerForms() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeByte(2);
        StringValue.writeString("a", out);
        out.writeBoolean(false);
        out.writeInt(3);
        out.writeLong(42);
        out.writeLong(7);
        assertThat(read(StreamType.NOTICE, out.getCopyOfBuffer())).isEqualTo(ItemUpdate.of("a", false, 3, 42, 7));
    }

    /** Operator state of checkpoints holds these bytes: every later version must read them. */
    @Test
    void anAnnouncementStandsByteForByte() throws Exception {
        Announcement announcement = TinyGru.announcement(Path.of("/store/m"), "00", 3);
        String golden = "08" + "64656661756c74" // length + 1 and "default"
                + "00000021" // bytes of the Avro record
                + "c301" + "c2c0817637c2b9df" // marker and fingerprint of the schema
                + "06" // version 3
                + "1e" + "66696c653a2f2f2f73746f72652f6d" // uri
                + "04" + "3030" // sha256
                + "00" + "00" + "00"; // createdAt, no metrics, no note
        byte[] written = write(StreamType.ANNOUNCEMENT, announcement);
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(golden);
        assertThat(read(StreamType.ANNOUNCEMENT, written)).isEqualTo(announcement);
    }

    @Test
    void everySerializerIsFoundAgainByWhatACheckpointSaysOfIt() throws Exception {
        for (StreamType<?> type : List.of(
                StreamType.INCOMING,
                StreamType.ACCEPTED_EVENT,
                StreamType.REJECTION,
                StreamType.RECOMMENDATION,
                StreamType.ANNOUNCEMENT,
                StreamType.NOTICE,
                StreamType.SIGHTING,
                StreamType.ITEM_LIST)) {
            TypeSerializer<?> serializer = InstantiationUtil.clone(serializer(type));
            DataOutputSerializer out = new DataOutputSerializer(64);
            TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
            TypeSerializerSnapshot<?> snapshot = TypeSerializerSnapshot.readVersionedSnapshot(
                    new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
            assertThat(snapshot.restoreSerializer()).isEqualTo(serializer);
        }
    }

    @Provide
    Arbitrary<AcceptedEvent> events() {
        Arbitrary<String> texts = Arbitraries.strings();
        Arbitrary<ItemEvent> remembered = Combinators.combine(texts, Arbitraries.longs(), texts, Arbitraries.longs())
                .as(ItemEvent::new);
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class);
        return Combinators.combine(texts, remembered, bytes, bytes)
                .as((session, item, key, raw) ->
                        new AcceptedEvent(session, item, event.coordinates(), item.timeMillis(), key, raw));
    }

    private static <T> T through(StreamType<T> type, T value) throws IOException {
        return read(type, write(type, value));
    }

    private static <T> byte[] write(StreamType<T> type, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer(type).serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(StreamType<T> type, byte[] bytes) throws IOException {
        return serializer(type).deserialize(new DataInputDeserializer(bytes));
    }

    private static <T> TypeSerializer<T> serializer(StreamType<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }
}
