package freshet.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import freshet.schema.EventCoordinates;
import freshet.schema.ItemAvailability;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.RolloutStage;
import freshet.schema.SessionEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.specific.SpecificRecordBase;

final class RecordRoundTripTest {
    private final SingleObjectCodec<SessionEvent> events = new SingleObjectCodec<>(SessionEvent.class);
    private final SingleObjectCodec<Recommendation> recommendations = new SingleObjectCodec<>(Recommendation.class);
    private final SingleObjectCodec<RejectedEvent> rejections = new SingleObjectCodec<>(RejectedEvent.class);
    private final SingleObjectCodec<ItemAvailability> availabilities = new SingleObjectCodec<>(ItemAvailability.class);
    private final SingleObjectCodec<Rollout> rollouts = new SingleObjectCodec<>(Rollout.class);
    private final SingleObjectCodec<ModelAnnouncement> announcements = new SingleObjectCodec<>(ModelAnnouncement.class);

    @Property
    void sessionEvent(@ForAll("sessionEvents") SessionEvent event) {
        assertThat(events.decode(events.encode(event))).isEqualTo(event);
    }

    @Property
    void recommendation(@ForAll("recommendationRecords") Recommendation recommendation) {
        assertThat(recommendations.decode(recommendations.encode(recommendation)))
                .isEqualTo(recommendation);
    }

    @Property
    void rejectedEvent(
            @ForAll RejectionReason reason,
            @ForAll("texts") String detail,
            @ForAll("coordinates") EventCoordinates event,
            @ForAll byte[] raw) {
        RejectedEvent rejected = new RejectedEvent(reason, detail, event, ByteBuffer.wrap(raw), raw.length);

        assertThat(rejections.decode(rejections.encode(rejected))).isEqualTo(rejected);
    }

    @Property
    void modelAnnouncement(
            @ForAll long version,
            @ForAll("texts") String uri,
            @ForAll("times") Instant createdAt,
            @ForAll @Size(max = 5) Map<String, @DoubleRange(min = -1e300, max = 1e300) Double> metrics,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0, max = 1) double shadow) {
        String hash = "0123456789abcdef".repeat(4);
        ModelAnnouncement announcement =
                new ModelAnnouncement(version, uri, hash, createdAt, metrics, "", share, shadow);

        assertThat(announcements.decode(announcements.encode(announcement))).isEqualTo(announcement);
        assertThat(announcements.decode(announcements.encodeForOldReaders(announcement)))
                .isEqualTo(announcement);
    }

    @Property
    void rollout(
            @ForAll("texts") String reason,
            @ForAll RolloutStage stage,
            @ForAll RolloutDecision decision,
            @ForAll("times") Instant time,
            @ForAll @Size(max = 5) Map<String, @DoubleRange(min = -1e300, max = 1e300) Double> figures) {
        Rollout rollout = new Rollout(
                "shop", 7L, 3L, 2L, stage, decision, 0.05, 0.2, reason, time, time, time, figures, "0f", 1, 9L);

        assertThat(rollouts.decode(rollouts.encode(rollout))).isEqualTo(rollout);
    }

    @Property
    void itemAvailability(@ForAll("texts") String item, @ForAll boolean available, @ForAll("times") Instant updatedAt) {
        ItemAvailability availability = new ItemAvailability(item, available, updatedAt);

        assertThat(availabilities.decode(availabilities.encode(availability))).isEqualTo(availability);
    }

    @Property
    void anyMutationOfARecordIsReadOrRefused(
            @ForAll("recommendationRecords") Recommendation recommendation, @ForAll int place, @ForAll byte value) {
        byte[] bytes = recommendations.encode(recommendation);
        bytes[Math.floorMod(place, bytes.length)] = value;

        assertReadOrRefused(recommendations, bytes);
        assertReadOrRefused(recommendations, Arrays.copyOf(bytes, Math.floorMod(place, bytes.length)));
    }

    private static <T extends SpecificRecordBase> void assertReadOrRefused(SingleObjectCodec<T> codec, byte[] bytes) {
        assertThatCode(() -> {
                    try {
                        codec.decode(bytes);
                    } catch (MalformedRecordException e) {
                        assertThat(e).hasMessageMatching("(?s).{10,}");
                    }
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<SessionEvent> sessionEvents() {
        Arbitrary<SessionEvent> plain = Combinators.combine(texts(), texts(), times(), texts(), contexts())
                .as((session, item, time, type, context) -> SessionEvent.newBuilder()
                        .setSessionId(session)
                        .setItemId(item)
                        .setEventTime(time)
                        .setEventType(type)
                        .setContext(context)
                        .build());
        return Combinators.combine(plain, texts().optional(), texts().optional())
                .as((event, id, user) -> {
                    SessionEvent.Builder builder = SessionEvent.newBuilder(event);
                    id.ifPresent(builder::setEventId);
                    user.ifPresent(builder::setUserId);
                    return builder.build();
                });
    }

    @Provide
    Arbitrary<Recommendation> recommendationRecords() {
        Arbitrary<List<RecommendedItem>> items = Combinators.combine(
                        texts(), Arbitraries.floats().between(0, 1))
                .as(RecommendedItem::new)
                .list()
                .ofMaxSize(20);
        return Combinators.combine(
                        texts(),
                        coordinates(),
                        times(),
                        Arbitraries.longs(),
                        Arbitraries.of(RecommendationSource.class),
                        Arbitraries.integers(),
                        items,
                        times())
                .as(Recommendation::new);
    }

    @Provide
    Arbitrary<EventCoordinates> coordinates() {
        return Combinators.combine(texts(), Arbitraries.integers(), Arbitraries.longs())
                .as(EventCoordinates::new);
    }

    /** Any text without halves of characters, which UTF-8 has no bytes for. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('\u0000', '\ud7ff')
                .withCharRange('\ue000', '\uffff')
                .ofMaxLength(30);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs().map(Instant::ofEpochMilli);
    }

    private Arbitrary<Map<String, String>> contexts() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(8);
    }
}
