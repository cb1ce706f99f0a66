package freshet.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.PopularItems;
import freshet.model.Vocabulary;
import freshet.model.data.LoggedEvent;
import freshet.model.kind.baseline.PopularityModel;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LogPlayerTest {
    private static final SessionRules RULES = new SessionRules(100, 50);
    private static final long[] SUPPORT = {5, 4, 3};

    private final ServedModel model = new ServedModel(
            1, new PopularityModel(new Vocabulary(List.of("a", "b", "c")), SUPPORT), new PopularItems(SUPPORT));
    private final List<SessionState> ended = new ArrayList<>();

    @Test
    void asManyEventsAreAnsweredAsTheEvaluatorJudges() {
        List<LoggedEvent> log = log("s a 0", "s b 1", "t a 0", "s a 300", "s b 301", "s c 302", "u a 0", "t b 1");

        for (int batch = 1; batch <= 4; batch++) {
            assertThat(new LogPlayer(model, RULES, batch, 2).play(log, () -> false, ended::add))
                    .isEqualTo(new Evaluator(model, RULES, 2)
                            .evaluate(log)
                            .metrics()
                            .predictions());
        }
    }

    @Test
    void eachVisitorEndsWithWhatItRetains() {
        new LogPlayer(model, RULES, 2, 2).play(log("s a 0", "t b 5", "s c 1", "u a 0"), () -> false, ended::add);

        assertThat(ended).extracting(SessionState::size).containsExactlyInAnyOrder(2, 1, 1);
    }

    @Test
    void itEndsWhenItIsEnough() {
        AtomicInteger passes = new AtomicInteger();

        long answered = new LogPlayer(model, RULES, 1, 2)
                .play(log("s a 0", "s b 1", "s c 2", "s a 3"), () -> passes.incrementAndGet() > 2, ended::add);

        assertThat(answered).isEqualTo(2);
        assertThat(ended).isEmpty();
    }

    /** Session, item and time of each event. */
    private static List<LoggedEvent> log(String... events) {
        List<LoggedEvent> log = new ArrayList<>();
        for (String event : events) {
            String[] parts = event.split(" ");
            log.add(new LoggedEvent(parts[0], ItemEvent.view(parts[1], Long.parseLong(parts[2]))));
        }
        return log;
    }
}
