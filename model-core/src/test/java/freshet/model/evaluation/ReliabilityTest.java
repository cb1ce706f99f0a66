package freshet.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.PopularItems;
import freshet.model.Vocabulary;
import freshet.model.data.LoggedEvent;
import freshet.model.evaluation.Reliability.Bin;
import freshet.model.kind.baseline.MarkovModel;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static final int ITEMS = 6;
    private static final SessionRules RULES = new SessionRules(1_000_000, 50);

    /** 3 of confidence 0.9 with 1 hit, 1 of 0.05 with none: (3 · |1/3 − 0.9| + 0.05) / 4. */
    @Test
    void errorIsTheMeanDistanceOverThePredictions() {
        ReliabilityCounter counter = new ReliabilityCounter(1);
        counter.add(0.9, true);
        counter.add(0.9, false);
        counter.add(0.9, false);
        counter.add(0.05, false);
        assertThat(counter.reliability().expectedCalibrationError())
                .isCloseTo((3 * (0.9 - 1.0 / 3) + 0.05) / 4, within(1e-12));
        assertThat(counter.reliability().predictions()).isEqualTo(4);
        Bin bin = counter.reliability().bins().get(13);
        assertThat(bin.from()).isLessThan(0.9);
        assertThat(bin.to()).isGreaterThan(0.9);
        assertThat(bin.predictions()).isEqualTo(3);
    }

    @Test
    void errorsOfOppositeSignDoNotCancelOutAcrossBins() {
        ReliabilityCounter counter = new ReliabilityCounter(1);
        counter.add(0.2, true);
        counter.add(0.8, false);
        assertThat(counter.reliability().expectedCalibrationError()).isCloseTo(0.8, within(1e-12));
    }

    /**
     * Outcomes are drawn by the very probabilities: the mean error of many logs is the one by
     * chance.
     */
    @Test
    void theErrorByChanceIsTheOneOfRightProbabilities() {
        Random random = new Random(9);
        double errors = 0;
        double byChance = 0;
        for (int log = 0; log < 400; log++) {
            ReliabilityCounter counter = new ReliabilityCounter(1);
            for (int prediction = 0; prediction < 1_000; prediction++) {
                double probability = random.nextDouble();
                counter.add(probability, random.nextDouble() < probability);
            }
            errors += counter.reliability().expectedCalibrationError();
            byChance += counter.reliability().errorByChance();
        }
        assertThat(byChance / errors).isCloseTo(1, within(0.03));
    }

    @Test
    void withoutAPredictionThereIsNoError() {
        assertThat(new ReliabilityCounter(1).reliability().expectedCalibrationError())
                .isNaN();
        assertThat(new ReliabilityCounter(1).reliability().errorByChance()).isNaN();
    }

    @Test
    void aSumThatRoundsAboveOneIsInTheLastBin() {
        ReliabilityCounter counter = new ReliabilityCounter(20);
        counter.add(1 + 1e-6, true);
        counter.add(1, true);
        counter.add(0, false);
        assertThat(counter.reliability().bins())
                .extracting(Bin::predictions)
                .startsWith(1L)
                .endsWith(2L);
    }

    /** The next item is drawn from the very probabilities that the chain serves. */
    @Test
    void aModelThatKnowsTheTruthIsCalibrated() {
        long[] counts = counts(new Random(3));
        Evaluation evaluation = evaluate(counts, counts);
        assertThat(evaluation.reliabilities()).extracting(Reliability::k).containsExactly(1, 3);
        for (Reliability reliability : evaluation.reliabilities()) {
            assertThat(reliability.predictions()).isEqualTo(evaluation.metrics().predictions());
            assertThat(reliability.expectedCalibrationError()).isLessThan(0.012);
        }
    }

    /** Squared counts make too sure. */
    @Test
    void aModelThatIsTooSureHasALargeError() {
        long[] truth = counts(new Random(3));
        long[] sure = truth.clone();
        for (int i = 0; i < sure.length; i++) {
            sure[i] *= truth[i];
        }
        Evaluation evaluation = evaluate(sure, truth);
        Reliability first = evaluation.reliabilities().get(0);
        assertThat(first.expectedCalibrationError()).isGreaterThan(0.1);
        assertThat(first.bins().stream().filter(bin -> bin.predictions() > 1000))
                .isNotEmpty()
                .allSatisfy(bin -> assertThat(bin.accuracy()).isLessThan(bin.confidence()));
    }

    @Test
    void probabilitiesAreJudgedOnlyWhenAskedFor() {
        long[] counts = counts(new Random(3));
        assertThat(new Evaluator(served(counts), RULES, EvaluationSettings.at(3))
                        .evaluate(log(counts))
                        .reliabilities())
                .isEmpty();
    }

    @Test
    void judgingTheProbabilitiesChangesNoOtherFigure() {
        long[] counts = counts(new Random(3));
        Evaluation without = new Evaluator(served(counts), RULES, EvaluationSettings.at(3)).evaluate(log(counts));
        Evaluation with = evaluate(counts, counts);
        assertThat(with.qualities()).isEqualTo(without.qualities());
        assertThat(with.metrics().recall())
                .isEqualTo(hits(with.reliabilities().get(1))
                        / (double) with.metrics().predictions());
    }

    private static long hits(Reliability reliability) {
        return Math.round(reliability.bins().stream()
                .filter(bin -> bin.predictions() > 0)
                .mapToDouble(bin -> bin.accuracy() * bin.predictions())
                .sum());
    }

    private static Evaluation evaluate(long[] model, long[] truth) {
        return new Evaluator(served(model), RULES, EvaluationSettings.at(3).withProbabilities()).evaluate(log(truth));
    }

    private static ServedModel served(long[] counts) {
        int[] next = IntStream.range(0, ITEMS)
                .flatMap(item -> IntStream.range(0, ITEMS)
                        .boxed()
                        .sorted(Comparator.comparingLong(j -> -counts[item * ITEMS + j]))
                        .mapToInt(Integer::intValue))
                .toArray();
        return new ServedModel(
                1,
                new MarkovModel(
                        new Vocabulary(IntStream.range(0, ITEMS)
                                .mapToObj(Integer::toString)
                                .toList()),
                        IntStream.rangeClosed(0, ITEMS)
                                .mapToLong(i -> (long) i * ITEMS)
                                .toArray(),
                        next,
                        IntStream.range(0, next.length)
                                .mapToLong(i -> counts[i / ITEMS * ITEMS + next[i]])
                                .toArray()),
                new PopularItems(new long[] {6, 5, 4, 3, 2, 1}));
    }

    /** Transition counts (items, items), row-major; each row as a whole of another sharpness. */
    private static long[] counts(Random random) {
        long[] counts = new long[ITEMS * ITEMS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = 1 + (long) Math.pow(1 + random.nextInt(9), 1 + i / ITEMS / 2.0);
        }
        return counts;
    }

    private static List<LoggedEvent> log(long[] counts) {
        Random random = new Random(4);
        List<LoggedEvent> log = new ArrayList<>();
        for (int session = 0; session < 1_000; session++) {
            int item = random.nextInt(ITEMS);
            for (int event = 0; event < 20; event++) {
                log.add(new LoggedEvent("s" + session, ItemEvent.view(Integer.toString(item), event)));
                item = next(counts, item, random);
            }
        }
        return log;
    }

    private static int next(long[] counts, int item, Random random) {
        long total = 0;
        for (int j = 0; j < ITEMS; j++) {
            total += counts[item * ITEMS + j];
        }
        double left = random.nextDouble() * total;
        int next = 0;
        while (left >= counts[item * ITEMS + next]) {
            left -= counts[item * ITEMS + next++];
        }
        return next;
    }
}
