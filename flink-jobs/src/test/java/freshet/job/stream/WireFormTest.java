package freshet.job.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.testing.Events;
import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.codec.SingleObjectCodec;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * Unaligned checkpoints hold these bytes: what an earlier version of the job wrote must be read.
 */
class WireFormTest {
    private static final String FIELDS = "0273" // length + 1 of the session id, and "s"
            + "0269" // item id
            + "000001748776ce80" // event time
            + "05" + "76696577" // type "view"
            + "0000000000000007" // event key
            + "07" + "6576656e7473" // topic "events"
            + "00000003" // partition
            + "0000000000000009" // offset
            + "000001748776ce81" // record time
            + "00000001" + "73" // key
            + "00000002" + "0a0b"; // value
    private static final String AHEAD = "00000000044aa200"; // 20 hours
    private static final AcceptedEvent EVENT = new AcceptedEvent(
            "s",
            new ItemEvent("i", 1_600_000_544_384L, "view", 7),
            new EventCoordinates("events", 3, 9L),
            1_600_000_544_385L,
            new byte[] {'s'},
            new byte[] {10, 11});

    private static AcceptedEvent ahead() {
        ItemEvent event = new ItemEvent("i", 1_600_000_544_384L, "view", 7, 72_000_000);
        return new AcceptedEvent(
                EVENT.sessionId(), event, EVENT.coordinates(), EVENT.recordMillis(), EVENT.key(), EVENT.raw());
    }

    @Test
    void anEventIsWrittenWithItsVersion() throws IOException {
        assertThat(write(StreamType.ACCEPTED_EVENT, ahead())).isEqualTo("0002" + FIELDS + AHEAD);
        assertThat(write(StreamType.INCOMING, ahead())).isEqualTo("01" + "0002" + FIELDS + AHEAD);
        assertThat(read(StreamType.ACCEPTED_EVENT, "0002" + FIELDS + AHEAD))
                .usingRecursiveComparison()
                .isEqualTo(ahead());
    }

    @Test
    void anEventOfVersionOneIsReadAsNotAhead() throws IOException {
        assertThat(read(StreamType.ACCEPTED_EVENT, "0001" + FIELDS))
                .usingRecursiveComparison()
                .isEqualTo(EVENT);
    }

    @Test
    void anEventWithoutAVersionIsRead() throws IOException {
        assertThat(read(StreamType.ACCEPTED_EVENT, FIELDS))
                .usingRecursiveComparison()
                .isEqualTo(EVENT);
        assertThat(read(StreamType.INCOMING, "01" + FIELDS))
                .usingRecursiveComparison()
                .isEqualTo(EVENT);
    }

    @Test
    void aLongSessionIdWithoutAVersionIsRead() throws IOException {
        String id = "s".repeat(300);
        String former = "ad02" + "73".repeat(300) + FIELDS.substring(4); // 301 in groups of seven bits
        assertThat(read(StreamType.ACCEPTED_EVENT, former).sessionId()).isEqualTo(id);
    }

    @Test
    void aRejectionWithoutAVersionIsRead() throws IOException {
        Rejection rejection = new Events().view("session", "item", 3).reject(RejectionReason.LATE, "too late");
        String record =
                HexFormat.of().formatHex(new SingleObjectCodec<>(RejectedEvent.class).encode(rejection.event()));
        String fields = "00000007" + "73657373696f6e" + String.format("%08x", record.length() / 2) + record;
        assertThat(write(StreamType.REJECTION, rejection)).isEqualTo("01" + fields);
        assertThat(read(StreamType.REJECTION, fields))
                .usingRecursiveComparison()
                .isEqualTo(rejection);
        assertThat(read(StreamType.INCOMING, "00" + fields))
                .usingRecursiveComparison()
                .isEqualTo(rejection);
    }

    @Test
    void aVersionOfALaterJobIsNamed() {
        assertThatThrownBy(() -> read(StreamType.ACCEPTED_EVENT, "00c8" + FIELDS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("an event in flight has form 200")
                .hasMessageContaining("start from a savepoint");
        assertThatThrownBy(() -> read(StreamType.REJECTION, "c8"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a rejection in flight has form 200");
        assertThatThrownBy(() -> read(StreamType.NOTICE, "c8"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a notice in flight has form 200");
    }

    private static <T> String write(StreamType<T> type, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer(type).serialize(value, out);
        return HexFormat.of().formatHex(out.getCopyOfBuffer());
    }

    private static <T> T read(StreamType<T> type, String hex) throws IOException {
        return serializer(type)
                .deserialize(new DataInputDeserializer(HexFormat.of().parseHex(hex)));
    }

    private static <T> TypeSerializer<T> serializer(StreamType<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }
}
