package freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import freshet.model.data.EventLog;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.data.format.LogFormats;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.nio.file.Path;
import java.time.Duration;
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

    /** Two sessions side by side: the first to start is the last to end. */
    @Test
    void aSessionIsOnTheSideOfItsStartOrItsEnd() {
        Session longer = new Session("long", List.of(ItemEvent.view("a", 1_000), ItemEvent.view("b", 9_000)));
        Session inner = new Session("short", List.of(ItemEvent.view("a", 2_000), ItemEvent.view("b", 3_000)));
        List<Session> both = List.of(inner, longer);

        assertThat(TimeSplit.at(both, 2_000, SessionMoment.START))
                .isEqualTo(new TimeSplit(List.of(longer), List.of(inner)));
        assertThat(TimeSplit.at(both, 9_000, SessionMoment.END))
                .isEqualTo(new TimeSplit(List.of(inner), List.of(longer)));
    }

    /**
     * What is published as train and test is one log, split at its last day by the end of sessions.
     */
    @Test
    void thePublishedSplitIsMade() {
        List<LoggedEvent> train = published("train_full.tsv.gz");
        List<LoggedEvent> test = published("test.tsv.gz");
        List<LoggedEvent> all = new ArrayList<>(train);
        all.addAll(test);
        SessionRules noGap = new SessionRules(SessionRules.NO_GAP, 50);
        List<Session> sessions = Sessions.of(all, noGap);
        long last = sessions.stream().mapToLong(SessionMoment.END::of).max().orElseThrow();

        TimeSplit split = TimeSplit.at(sessions, last - Duration.ofDays(1).toMillis(), SessionMoment.END);

        assertThat(split.earlier()).isEqualTo(Sessions.of(train, noGap));
        assertThat(split.later()).isEqualTo(Sessions.of(test, noGap));
    }

    private static List<LoggedEvent> published(String name) {
        Path file = Path.of(System.getProperty("freshet.data", "../shared/data"), "rsc15_1_64", name);
        assumeThat(file)
                .as("the log %s, which does not come with the project (set freshet.data)", file)
                .exists();
        return EventLog.readAll(file, LogFormats.named("rsc15"));
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
        assertThatThrownBy(() -> plan.validatedOn(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no session to validate on");
    }
}
