package freshet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.schema.SessionEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

    @Test
    void aViewTravelsWithAllThatItIsGiven() {
        Event event = Event.view("s", "i")
                .withTime(TIME)
                .withType("cart")
                .withId("e-1")
                .withUserId("u")
                .withContext(Map.of("page", "home"));
        assertThat(event.time()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
        SessionEvent sent = event.toSessionEvent();
        assertThat(sent.getSessionId()).isEqualTo("s");
        assertThat(sent.getItemId()).isEqualTo("i");
        assertThat(sent.getEventTime()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
        assertThat(sent.getEventType()).isEqualTo("cart");
        assertThat(sent.getEventId()).contains("e-1");
        assertThat(sent.getUserId()).contains("u");
        assertThat(sent.getContext()).isEqualTo(Map.of("page", "home"));
    }

    @Test
    void aFieldOutOfItsRangeIsNamed() {
        assertThatThrownBy(() -> Event.view("", "i"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sessionId is empty; it must have 1 to 256 characters");
        assertThatThrownBy(() -> Event.view("s", "i".repeat(257)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("itemId")
                .hasMessageContaining("has 257 characters; at most 256 are allowed");
        assertThatThrownBy(() -> Event.view("s", "i").withTime(Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eventTime 1970-01-01T00:00:00Z is before 2000-01-01T00:00:00Z");
    }

    /** Avro would write a question mark, and the job could not tell. */
    @Test
    void halfACharacterIsRefused() {
        assertThatThrownBy(() -> Event.view("s", "\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("itemId \"\\ud83d\" has half of a surrogate pair; every character must be a whole one");
    }
}
