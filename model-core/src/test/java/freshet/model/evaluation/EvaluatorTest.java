package freshet.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.Vocabulary;
import freshet.model.baseline.MarkovModel;
import freshet.model.data.LoggedEvent;
import freshet.model.serving.PopularItems;
import freshet.model.serving.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A chain a → b → c, b also → a: every rank is known by hand. */
class EvaluatorTest {
    private static final SessionRules RULES = new SessionRules(100, 50);

    private final ServedModel model = new ServedModel(
            1,
            new MarkovModel(
                    new Vocabulary(List.of("a", "b", "c")), new long[] {0, 1, 3, 3}, new int[] {1, 2, 0}, new long[] {
                        4, 3, 1
                    }),
            new PopularItems(new long[] {9, 5, 1}));

    @Test
    void everyAnswerIsJudgedAgainstTheNextEventOfItsSession() {
        Evaluation evaluation = evaluate("s a 0", "s b 1", "s a 2", "s a 3");
        // after a: b hit at rank 1; after b: a hit at rank 2; after a: a is not ranked
        assertThat(evaluation.metrics().predictions()).isEqualTo(3);
        assertThat(evaluation.metrics().recall()).isEqualTo(2.0 / 3);
        assertThat(evaluation.metrics().mrr()).isEqualTo(1.5 / 3);
    }

    @Test
    void aPauseOverTheGapEndsTheSessionAndIsNotJudged() {
        Evaluation evaluation = evaluate("s a 0", "s b 101");
        assertThat(evaluation.metrics().predictions()).isZero();
        assertThat(evaluation.sessions()).isEqualTo(2);
    }

    @Test
    void repetitionsAreNeitherAnsweredNorJudged() {
        Evaluation evaluation = evaluate("s a 0", "s a 0", "s b 1");
        assertThat(evaluation.metrics().predictions()).isEqualTo(1);
        assertThat(evaluation.metrics().mrr()).isEqualTo(1);
        assertThat(evaluation.repeats()).isEqualTo(1);
        assertThat(evaluation.events()).isEqualTo(2);
    }

    @Test
    void anUnknownNextItemIsAMissAndAnUnknownLastItemLeavesTheAnswer() {
        Evaluation evaluation = evaluate("s a 0", "s x 1", "s b 2");
        assertThat(evaluation.metrics().predictions()).isEqualTo(2);
        assertThat(evaluation.metrics().recall()).isEqualTo(0.5);
        assertThat(evaluation.unknown()).isEqualTo(1);
    }

    @Test
    void aSessionWithoutAKnownItemIsJudgedByThePopularItems() {
        Evaluation evaluation = evaluate("s x 0", "s b 1");
        assertThat(evaluation.metrics().mrr()).isEqualTo(0.5);
    }

    @Test
    void neitherOrderNorNumberOfSessionsChangesTheResult() {
        List<LoggedEvent> log = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            String item = List.of("a", "b", "c", "x").get(random.nextInt(4));
            log.add(event("s" + random.nextInt(150), item, random.nextInt(2_000)));
        }
        Evaluation sorted = evaluator().evaluate(log);
        Collections.shuffle(log, random);
        Evaluation shuffled = evaluator().evaluate(log);
        assertThat(shuffled.metrics().recall()).isEqualTo(sorted.metrics().recall());
        assertThat(shuffled.sessions()).isEqualTo(sorted.sessions());
        assertThat(sorted.events() + sorted.repeats()).isEqualTo(2_000);
        assertThat(sorted.metrics().predictions()).isEqualTo(sorted.events() - sorted.sessions());
    }

    @Test
    void anEmptyLogGivesNoPrediction() {
        assertThat(evaluate().metrics().predictions()).isZero();
    }

    private Evaluation evaluate(String... lines) {
        List<LoggedEvent> log = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ");
            log.add(event(parts[0], parts[1], Long.parseLong(parts[2])));
        }
        return evaluator().evaluate(log);
    }

    private Evaluator evaluator() {
        return new Evaluator(model, RULES, 20);
    }

    private static LoggedEvent event(String session, String item, long time) {
        return new LoggedEvent(session, ItemEvent.view(item, time));
    }
}
