package freshet.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.PopularItems;
import freshet.model.Vocabulary;
import freshet.model.data.LoggedEvent;
import freshet.model.kind.baseline.MarkovModel;
import freshet.model.kind.baseline.PopularityModel;
import freshet.model.kind.baseline.SessionPopularityModel;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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
    void anEventIdMayComeAgainInTheNextVisit() {
        List<LoggedEvent> log = new ArrayList<>();
        for (long visit : new long[] {0, 1_000}) {
            log.add(new LoggedEvent("s", new ItemEvent("a", visit, "view", 1)));
            log.add(new LoggedEvent("s", new ItemEvent("b", visit + 1, "view", 2)));
            log.add(new LoggedEvent("s", new ItemEvent("b", visit + 2, "view", 2)));
        }
        Evaluation evaluation = evaluator().evaluate(log);
        assertThat(evaluation.repeats()).isEqualTo(2);
        assertThat(evaluation.events()).isEqualTo(4);
        assertThat(evaluation.sessions()).isEqualTo(2);
    }

    @Test
    void eventsOfEqualTimeArePlayedInTheOrderOfTheLog() {
        Evaluation evaluation = evaluate("s b 0", "s a 0", "s b 1", "t a 0");
        // after b: a hit at rank 2; after a: b hit at rank 1
        assertThat(evaluation.metrics().mrr()).isEqualTo(1.5 / 2);
        assertThat(evaluation.equalTimes()).isEqualTo(2);
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

    /** The session a b a b c of the gap's first key, and a b of the second: lists a→b, b→c a. */
    @Test
    void whereTheModelRanksNothingThePopularItemsAreJudged() {
        Evaluation evaluation = evaluate("s c 0", "s b 1"); // nothing follows c
        assertThat(evaluation.metrics().predictions()).isEqualTo(1);
        assertThat(evaluation.metrics().mrr()).isEqualTo(1.0 / 2);
    }

    @Test
    void metricsAreToldByLengthAndByPosition() {
        Quality quality = evaluate("s a 0", "s b 1", "s a 2", "s b 3", "s c 4", "t a 0", "t b 1")
                .quality();
        assertThat(quality.bySessionLength())
                .extracting(band -> band.band() + ": " + band.metrics().predictions() + " "
                        + band.metrics().mrr())
                .containsExactly("2: 1 1.0", "5: 4 0.875");
        assertThat(quality.byPosition())
                .extracting(band -> band.band() + ": " + band.metrics().predictions() + " "
                        + band.metrics().mrr())
                .containsExactly("1: 2 1.0", "2: 1 0.5", "3: 1 1.0", "4: 1 1.0");
    }

    /** Lists: after a, b alone; after b, c and a. Supports 9, 5, 1 scale to 1, ½, 0. */
    @Test
    void whatIsRecommendedIsCountedOverAllPlacesOfAllLists() {
        CatalogueUse catalogue =
                evaluate("s a 0", "s b 1", "s a 2", "s b 3").quality().catalogue();
        assertThat(catalogue.recommended()).isEqualTo(4);
        assertThat(catalogue.distinct()).isEqualTo(3);
        assertThat(catalogue.coverage()).isEqualTo(1);
        assertThat(catalogue.popularity()).isEqualTo((0.5 + 0 + 1 + 0.5) / 4);
        assertThat(catalogue.support()).isEqualTo((5 + 1 + 9 + 5) / 4.0);
        assertThat(catalogue.nextPopularity()).isEqualTo((0.5 + 1 + 0.5) / 3);
    }

    @Test
    void severalCutoffsAreCountedInOnePlay() {
        EvaluationSettings settings = new EvaluationSettings(List.of(2, 1, 2), TieRule.SERVED, false);
        Evaluation evaluation = new Evaluator(model, RULES, settings).evaluate(log("s a 0", "s b 1", "s a 2"));
        assertThat(evaluation.qualities()).extracting(Quality::k).containsExactly(1, 2);
        assertThat(evaluation.qualities().get(0).metrics().recall()).isEqualTo(0.5);
        assertThat(evaluation.qualities().get(0).catalogue().distinct()).isEqualTo(2);
        assertThat(evaluation.metrics().recall()).isEqualTo(1);
        assertThat(evaluation.quality().catalogue().distinct()).isEqualTo(3);
    }

    @Test
    void theCurrentItemMayBeExcluded() {
        ServedModel sessionItems = new ServedModel(
                1,
                new SessionPopularityModel(new Vocabulary(List.of("a", "b", "c")), new long[] {9, 5, 1}),
                new PopularItems(new long[] {9, 5, 1}));
        List<LoggedEvent> log = log("s c 0", "s c 1", "s a 2");
        Evaluation with = new Evaluator(sessionItems, RULES, 20).evaluate(log);
        Evaluation without = new Evaluator(
                        sessionItems, RULES, new EvaluationSettings(List.of(20), TieRule.SERVED, true))
                .evaluate(log);
        assertThat(with.metrics().mrr()).isEqualTo((1 + 0.5) / 2);
        assertThat(without.metrics().mrr()).isEqualTo((0 + 1.0) / 2);
    }

    /** c and d are equally popular. */
    @Test
    void theTieRuleDecidesOverEqualScores() {
        ServedModel tied = new ServedModel(
                1,
                new PopularityModel(new Vocabulary(List.of("a", "b", "c", "d")), new long[] {9, 5, 1, 1}),
                new PopularItems(new long[] {9, 5, 1, 1}));
        double[] ranks = Stream.of(TieRule.SERVED, TieRule.STANDARD, TieRule.CONSERVATIVE, TieRule.MEDIAN)
                .mapToDouble(ties -> 1
                        / new Evaluator(tied, RULES, new EvaluationSettings(List.of(20), ties, false))
                                .evaluate(log("s a 0", "s d 1"))
                                .metrics()
                                .mrr())
                .toArray();
        assertThat(ranks).containsExactly(4, 3, 4, 3.5);
    }

    @Test
    void progressEndsWithTheWholeLog() {
        List<Long> heard = new ArrayList<>();
        evaluator().evaluate(log("s a 0", "s a 0", "s b 1", "t c 2"), heard::add);
        assertThat(heard).last().isEqualTo(4L);
    }

    @Test
    void neitherOrderNorNumberOfSessionsChangesTheResult() {
        List<LoggedEvent> log = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            String item = List.of("a", "b", "c", "x").get(random.nextInt(4));
            log.add(event("s" + i % 150, item, 7 * i % 2_000)); // a session has no time twice
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
        return evaluator().evaluate(log(lines));
    }

    private static List<LoggedEvent> log(String... lines) {
        List<LoggedEvent> log = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ");
            log.add(event(parts[0], parts[1], Long.parseLong(parts[2])));
        }
        return log;
    }

    private Evaluator evaluator() {
        return new Evaluator(model, RULES, 20);
    }

    private static LoggedEvent event(String session, String item, long time) {
        return new LoggedEvent(session, ItemEvent.view(item, time));
    }
}
