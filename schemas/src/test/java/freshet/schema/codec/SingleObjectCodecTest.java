package freshet.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.schema.ModelAnnouncement;
import freshet.schema.SessionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SingleObjectCodecTest {
    private final SingleObjectCodec<SessionEvent> codec = new SingleObjectCodec<>(SessionEvent.class);

    @Test
    void aRecordIsReadBackAsItWasWritten() {
        SessionEvent event = SessionEvent.newBuilder()
                .setSessionId("s")
                .setItemId("i")
                .setEventTime(Instant.parse("2026-03-01T09:30:00.123Z"))
                .setUserId("ü𝄞")
                .build();

        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
    }

    @Test
    void theOldestWritersBytesAreStillRead() throws IOException {
        SessionEvent event = codec.decode(golden("session-event-v0.bin"));

        assertThat(event.getSessionId()).isEqualTo("session-7");
        assertThat(event.getItemId()).isEqualTo("sku-é-42");
        assertThat(event.getEventTime()).isEqualTo(Instant.ofEpochMilli(1709285400123L));
        assertThat(event.getEventType()).isEqualTo("cart");
        assertThat(event.getEventId()).isEmpty();
        assertThat(event.getUserId()).isEmpty();
        assertThat(event.getContext()).isEmpty();
    }

    /** Fails when SessionEvent's fields change before its former schema is in the history. */
    @Test
    void theFirstPublishedSchemasBytesAreReadInAnyBlocking() throws IOException {
        SessionEvent event = codec.decode(golden("session-event-v1.bin"));

        assertThat(event.getEventId()).contains("e-1");
        assertThat(event.getUserId()).isEmpty();
        assertThat(event.getContext()).isEqualTo(Map.of("shop", "de", "page", "home"));
    }

    @Test
    void anotherMarkerIsNamed() {
        assertThatThrownBy(() -> codec.decode("{\"sessionId\":\"s\"}".getBytes()))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("not an Avro single-object record: starts with 0x7b22, not 0xc301");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9})
    void fewerBytesThanAHeaderAreNamed(int length) {
        assertThatThrownBy(() -> codec.decode(new byte[length]))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("not an Avro single-object record: " + length + " bytes are less than its 10-byte header");
    }

    @Test
    void anUnknownSchemaIsNamedWithThoseThatAreKnown() {
        ModelAnnouncement other = ModelAnnouncement.newBuilder()
                .setVersion(1)
                .setUri("file:///m")
                .setSha256("00")
                .setCreatedAt(Instant.EPOCH)
                .build();

        // Both known fingerprints are those of the golden files, read there as little-endian
        // numbers.
        assertThatThrownBy(() -> codec.decode(new SingleObjectCodec<>(ModelAnnouncement.class).encode(other)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageMatching("schema fingerprint 0x[0-9a-f]{16} is unknown; SessionEvent is known as "
                        + fingerprint("session-event-v1.bin") + ", " + fingerprint("session-event-v0.bin"));
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole = golden("session-event-v1.bin");
        for (int length = 10; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> codec.decode(part))
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageStartingWith("SessionEvent is truncated after " + length + " bytes");
        }
    }

    @Test
    void bytesAfterTheRecordAreRefused() throws IOException {
        byte[] whole = golden("session-event-v1.bin");
        byte[] longer = Arrays.copyOf(whole, whole.length + 3);

        assertThatThrownBy(() -> codec.decode(longer))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("3 bytes follow the end of the SessionEvent; one record must fill the value");
    }

    @Test
    void brokenUtf8IsRefusedAndNotMended() throws IOException {
        byte[] broken = golden("session-event-v0.bin");
        broken[11] = (byte) 0xFF;

        assertThatThrownBy(() -> codec.decode(broken))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("a string of 9 bytes is not valid UTF-8");
    }

    private static String fingerprint(String file) {
        try {
            StringBuilder hex = new StringBuilder("0x");
            byte[] bytes = golden(file);
            for (int i = 9; i >= 2; i--) {
                hex.append(String.format("%02x", bytes[i]));
            }
            return hex.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] golden(String file) throws IOException {
        try (InputStream in = SingleObjectCodecTest.class.getResourceAsStream("/freshet/schema/golden/" + file)) {
            return in.readAllBytes();
        }
    }
}
