package freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSplitTest {
    private static final List<Session> SESSIONS = Logs.sessions("a b", "b c", "c d", "d e", "e f");

    @Test
    void lastSessionsByTheirStartInAnyOrder() {
        List<Session> reversed = new ArrayList<>(SESSIONS);
        Collections.reverse(reversed);

        TimeSplit split = TimeSplit.lastShare(reversed, 0.4);

        assertThat(split.earlier()).isEqualTo(SESSIONS.subList(0, 3));
        assertThat(split.later()).isEqualTo(SESSIONS.subList(3, 5));
    }

    @Test
    void sessionsOfTheSameMomentStayTogether() {
        List<Session> twins =
                List.of(SESSIONS.get(0), new Session("twin", SESSIONS.get(1).events()), SESSIONS.get(1));

        assertThat(TimeSplit.lastShare(twins, 0.1).later()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-17, 0.01})
    void theSmallestShareIsOneSession(double share) {
        assertThat(TimeSplit.lastShare(SESSIONS, share).later()).isEqualTo(SESSIONS.subList(4, 5));
    }

    @Test
    void sideThatWouldBeEmptyIsRefused() {
        assertThatThrownBy(() -> TimeSplit.lastShare(SESSIONS.subList(0, 1), 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 earlier and 1 later");
        assertThatThrownBy(() -> TimeSplit.lastShare(List.of(), 0.5)).hasMessageContaining("0 earlier and 0 later");
        assertThatThrownBy(() -> TimeSplit.lastShare(SESSIONS, 1))
                .hasMessage("the share to split off is 1.0; it must be over 0 and under 1");
    }

    @Test
    void validationWithoutAnythingToPredictIsRefused() {
        TrainingPlan plan = TrainingPlan.of(Logs.data("a b"));

        assertThatThrownBy(() -> plan.validatedOn(Logs.sessions("a", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of the 2 validation sessions has two events");
    }
}
