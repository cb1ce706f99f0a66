package freshet.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.kind.TinyBundles;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final SessionRules RULES = new SessionRules(1_000, 4);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ServedModel served = TinyBundles.served(TinyBundles.gru(3, 30, 8), 5);
    private final SessionAnswerer answerer = new SessionAnswerer(served, RULES, 6, 10);

    @AfterEach
    void close() {
        answerer.close();
        served.close();
    }

    @Test
    void itEndsByItself() {
        assertThat(WarmUp.run(answerer, RULES, 6, LONG)).isPositive();
    }

    @Test
    void noRoundBeginsWhenTheTimeIsUp() {
        assertThat(WarmUp.run(answerer, RULES, 6, Duration.ZERO)).isZero();
        assertThat(WarmUp.run(answerer, RULES, 6, Duration.ofNanos(1))).isEqualTo(1);
    }

    @Test
    void laterAnswersAreThoseOfAnAnswererWithoutIt() {
        float[] before = answer();
        WarmUp.run(answerer, RULES, 6, LONG);
        assertThat(answer()).containsExactly(before);
    }

    private float[] answer() {
        SessionState session = new SessionState();
        session.admit(ItemEvent.view("i3", 7), RULES, Long.MIN_VALUE);
        answerer.answer(List.of(session));
        float[] probabilities = new float[answerer.ranked(0).count(answerer.slot(0))];
        for (int rank = 0; rank < probabilities.length; rank++) {
            probabilities[rank] = answerer.ranked(0).probability(answerer.slot(0), rank);
        }
        return probabilities;
    }
}
