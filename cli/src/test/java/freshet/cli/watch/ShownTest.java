package freshet.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShownTest {
    private static final byte[] GARBAGE = "garbage".getBytes(StandardCharsets.UTF_8);

    private final StringWriter out = new StringWriter();
    private final List<String> said = new ArrayList<>();

    @Test
    void allSessionsAreShownUnlessSomeAreNamed() {
        Shown all = shown(Set.of());
        Shown some = shown(Set.of("s-1", "s-2"));
        for (String session : List.of("s-1", "s-2", "s-3")) {
            all.take(Outcomes.answer(session, RecommendationSource.NONE));
            some.take(Outcomes.answer(session, RecommendationSource.NONE));
        }

        assertThat(all.count()).isEqualTo(3);
        assertThat(some.sum()).isEqualTo("2 recommendations and 0 rejections shown, of 3 records read");
    }

    @Test
    void aRejectionIsOfTheSessionInItsEventOrOfItsKey() {
        Shown shown = shown(Set.of("s-1"));
        shown.take(Outcomes.rejection(RejectionReason.LATE, "by its event", Optional.of("visitor"), event("s-1")));
        shown.take(Outcomes.rejection(RejectionReason.MALFORMED, "by its key", Optional.of("s-1"), GARBAGE));
        shown.take(Outcomes.rejection(RejectionReason.LATE, "by both", Optional.of("s-1"), event("s-2")));
        shown.take(Outcomes.rejection(RejectionReason.LATE, "another", Optional.of("s-2"), event("s-2")));
        shown.take(Outcomes.rejection(RejectionReason.MALFORMED, "nobody's", Optional.empty(), GARBAGE));
        shown.flush();

        assertThat(out.toString())
                .contains("by its event", "by its key", "by both")
                .hasLineCount(3);
        assertThat(shown.sum()).isEqualTo("0 recommendations and 3 rejections shown, of 5 records read");
    }

    @Test
    void unreadableRecordsAreCountedAndTheFirstAreTold() {
        Shown shown = shown(Set.of());
        for (int i = 0; i < 5; i++) {
            shown.take(Outcomes.garbage());
        }

        assertThat(said).hasSize(3).allSatisfy(line -> assertThat(line)
                .startsWith("record rejected-events-1@99 cannot be read and is left out: "));
        assertThat(shown.sum()).endsWith("shown, of 5 records read; 5 records could not be read");
        assertThat(shown.flush()).isTrue();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aClosedPipeIsNoticed() throws IOException {
        PipedInputStream reader = new PipedInputStream();
        PipedOutputStream pipe = new PipedOutputStream(reader);
        reader.close();
        Shown shown = new Shown(new OutcomeJson(), Set.of(), new PrintWriter(pipe), said::add);
        assertThat(shown.flush()).isTrue();
        shown.take(Outcomes.answer("s", RecommendationSource.NONE));

        assertThat(shown.flush()).isFalse();
    }

    private Shown shown(Set<String> sessions) {
        return new Shown(new OutcomeJson(), sessions, new PrintWriter(out), said::add);
    }

    private static byte[] event(String session) {
        return EventFormat.JSON.encode(SessionEvent.newBuilder()
                .setSessionId(session)
                .setItemId("a")
                .setEventTime(Outcomes.TIME)
                .build());
    }
}
