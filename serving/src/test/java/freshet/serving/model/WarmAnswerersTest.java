package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.answer.AnswerStages;
import freshet.model.answer.ExcludeRule;
import freshet.model.answer.SessionAnswerer;
import freshet.model.answer.WithheldIds;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.serving.testing.TinyGru;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmAnswerersTest {
    private static final SessionRules RULES = SessionRules.DEFAULT;

    @Test
    void theAnswererIsThatOfTheFunctionAndHasAnsweredNobody() {
        List<SessionAnswerer> made = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        WarmAnswerers answerers = WarmAnswerers.within(
                Duration.ofMinutes(2),
                served -> {
                    made.add(watched(served, heard));
                    return made.get(0);
                },
                RULES,
                4,
                2);
        try (ServedModel served = ModelLoader.load(new TinyGru(5, 3).bundle(), 1);
                SessionAnswerer answerer = answerers.apply(served)) {
            assertThat(made).containsExactly(answerer);
            assertThat(heard).isEmpty();

            SessionState session = new SessionState();
            session.admit(ItemEvent.view("i1", 7), RULES, Long.MIN_VALUE);
            answerer.answer(List.of(session));
            assertThat(heard).isNotEmpty();
        }
    }

    @Test
    void itTakesAQuarterOfALoadAtMost() {
        assertThat(within(Duration.ofSeconds(2))).isEqualTo(Duration.ofMillis(500));
        assertThat(within(Duration.ofMinutes(2))).isEqualTo(Duration.ofSeconds(5));
    }

    private static Duration within(Duration loadTimeout) {
        return WarmAnswerers.within(loadTimeout, served -> new SessionAnswerer(served, RULES, 4, 2), RULES, 4, 2)
                .most();
    }

    private static SessionAnswerer watched(ServedModel served, List<String> heard) {
        return new SessionAnswerer(served, RULES, 4, 2, ExcludeRule.NONE, new WithheldIds(), new AnswerStages() {
            @Override
            public void folded() {
                heard.add("folded");
            }

            @Override
            public void ranked() {
                heard.add("ranked");
            }
        });
    }
}
