package freshet.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.session.SessionRules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenSessionsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final OpenSessions open = new OpenSessions(SessionRules.DEFAULT, 3);

    @Test
    void aSessionIsOpenUntilThePauseIsTooLong() {
        open.event("s", 0);
        open.event("t", 20 * MINUTE);
        open.event("u", 30 * MINUTE);
        assertThat(open.count()).isEqualTo(3);

        open.event("u", 31 * MINUTE);
        assertThat(open.count()).isEqualTo(2);
    }

    @Test
    void moreSessionsThanRoomMakeRoom() {
        for (int session = 0; session < 10; session++) {
            open.event("s" + session, session);
        }

        assertThat(open.count()).isEqualTo(3);
    }
}
