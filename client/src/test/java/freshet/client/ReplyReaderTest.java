package freshet.client;

import static freshet.client.Replies.NOON;
import static freshet.client.Replies.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.EventFormat;
import freshet.schema.event.RejectedEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {
    private static final EventCoordinates AT = EventCoordinates.newBuilder()
            .setTopic("events")
            .setPartition(0)
            .setOffset(5)
            .build();

    private final ReplyReader reader = new ReplyReader();

    @Test
    void aRecommendationIsReadWhole() {
        byte[] bytes = new SingleObjectCodec<>(Recommendation.class)
                .encode(Recommendation.newBuilder()
                        .setSessionId("s")
                        .setEvent(AT)
                        .setEventTime(NOON)
                        .setModelVersion(7)
                        .setSource(RecommendationSource.POPULAR)
                        .setPosition(3)
                        .setItems(List.of(new RecommendedItem("a", 0.5f), new RecommendedItem("b", 0.25f)))
                        .setEmittedAt(NOON.plusMillis(4))
                        .build());

        assertThat(reader.recommendation(bytes))
                .isEqualTo(new Answer.Recommended(
                        "s",
                        place(5),
                        NOON,
                        List.of(new Item("a", 0.5f), new Item("b", 0.25f)),
                        RecommendationSource.POPULAR,
                        7,
                        3,
                        NOON.plusMillis(4)));
    }

    @Test
    void aRejectionNamesTheEventThatWasSent() {
        byte[] sent =
                EventFormat.AVRO.encode(Event.view("s", "i").withTime(NOON).toSessionEvent());

        assertThat(reader.rejection(rejection(sent)))
                .contains(
                        new Reply(place(5), "s", NOON, new Answer.Rejected(RejectionReason.LATE, "too old", place(5))));
    }

    @Test
    void theRejectionOfForeignBytesIsNoReply() {
        assertThat(reader.rejection(rejection("{\"sessionId\": 1}".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void foreignBytesAreMalformed() {
        assertThatThrownBy(() -> reader.recommendation(new byte[0])).isInstanceOf(MalformedRecordException.class);
        assertThatThrownBy(() -> reader.rejection(new byte[] {1, 2, 3})).isInstanceOf(MalformedRecordException.class);
    }

    private static byte[] rejection(byte[] raw) {
        return new SingleObjectCodec<>(RejectedEvent.class)
                .encode(RejectedEvents.of(RejectionReason.LATE, "too old", AT, raw));
    }
}
