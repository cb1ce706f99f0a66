package freshet.trainer.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.RankedItems;
import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutAnswersTest {
    private static final double STEP = 1e-4;
    private static final HeldOutAnswers ANSWERS = answers();

    @Test
    void derivativesOfTheSharesAreThoseOfFiniteDifferences() {
        assertDerivatives(ANSWERS.shares(answer -> true)::loss, -0.4, 0.7);
    }

    /** Its curvature is an estimate, and never negative. */
    @Test
    void slopesOfTheOrderAreThoseOfFiniteDifferences() {
        PlaneLoss.Value at = assertSlopes(ANSWERS.orderLoss(new ShareLine(0.3, 0.8), new ShareLine(-1, 0.5)), 0.6, 0.9);
        assertThat(at.dxx()).isPositive();
        assertThat(at.dxx() * at.dyy()).isGreaterThan(at.dxy() * at.dxy());
    }

    /** Of 60 answers with one item 15 have the next one: odds of 1 to 3, Platt's targets aside. */
    @Test
    void theLineOfAnswersOfOneLengthIsTheirRate() {
        List<HeldOutAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(answer(i % 4 == 0 ? 1 : 0, 1f));
        }
        HeldOutShares shares = new HeldOutAnswers(answers).shares(answer -> !answer.full());
        assertThat(shares.line(shares).intercept()).isCloseTo(-Math.log(3), within(0.15));
    }

    @Test
    void tooFewAnswersGetTheRateOfAll() {
        HeldOutShares few = new HeldOutAnswers(List.of(answer(1, 1f))).shares(answer -> true);
        HeldOutShares all = ANSWERS.shares(answer -> true);
        double hits = ANSWERS.answers().stream().filter(HeldOutAnswer::hit).count();
        assertThat(few.line(all)).isEqualTo(new ShareLine(Math.log((hits + 1) / (ANSWERS.size() - hits + 1)), 0));
    }

    /** With T = 1 and d = 0 the order is the model's; of each answer, A is a half. */
    @Test
    void theOrderLossIsThatOfTheNextItemAndOfTheFirst() {
        double second = -Math.log(0.2 / 0.8) - 30 * Math.log(1 - 0.5 * 0.5 / 0.8);
        double first = -Math.log(0.5 / 0.8) - 30 * Math.log(0.5 * 0.5 / 0.8);
        double none = -30 * Math.log(1 - 0.5 * 0.5 / 0.8);
        assertThat(lossAtOne(2)).isCloseTo(second, within(1e-6));
        assertThat(lossAtOne(1)).isCloseTo(first, within(1e-6));
        assertThat(lossAtOne(0)).isCloseTo(none, within(1e-6));
    }

    private static double lossAtOne(int rank) {
        ShareLine half = new ShareLine(0, 0);
        HeldOutAnswers one = new HeldOutAnswers(List.of(answer(rank, 0.5f, 0.2f, 0.1f)));
        return one.orderLoss(half, half).at(1, 0).loss();
    }

    /**
     * The next item is the first in a fifth of the cases, and in three fifths any of the others,
     * which no temperature and no discount can say.
     */
    @Test
    void theFirstItemGetsAboutWhatItHas() {
        List<HeldOutAnswer> answers = new ArrayList<>();
        float[] falling = new float[20];
        for (int i = 0; i < 400; i++) {
            for (int at = 0; at < 20; at++) {
                falling[at] = 0.3f / (at + 1 + i % 3);
            }
            answers.add(answer(i % 5 == 0 ? 1 : i % 5 == 1 ? 0 : 2 + i % 19, falling));
        }
        HeldOutAnswers all = new HeldOutAnswers(answers);
        ShareLine line = all.shares(answer -> true).line(all.shares(answer -> true));
        PlanePoint best = PlaneMinimum.of(all.orderLoss(line, line), new PlaneBox(0.05, 20, 0, 20), 1, 0);
        double first = answers.stream()
                .mapToDouble(answer -> answer.expected(line) * firstShare(answer, best))
                .average()
                .orElseThrow();
        assertThat(first).isCloseTo(0.2, within(0.015));
    }

    /** By the formula of {@link Calibration}. */
    private static double firstShare(HeldOutAnswer answer, PlanePoint best) {
        double[] shares = IntStream.range(0, answer.nats().length)
                .mapToDouble(at -> Math.exp(best.x() * answer.nats()[at]) * Math.pow(at + 5, -best.y()))
                .toArray();
        return shares[0] / Arrays.stream(shares).sum();
    }

    private static void assertDerivatives(PlaneLoss loss, double x, double y) {
        PlaneLoss.Value at = assertSlopes(loss, x, y);
        DoubleBinaryOperator dx = (h, k) -> loss.at(x + h, y + k).dx();
        DoubleBinaryOperator dy = (h, k) -> loss.at(x + h, y + k).dy();
        assertThat(at.dxx()).isCloseTo(slope(dx, STEP, 0), within(1e-6));
        assertThat(at.dxy()).isCloseTo(slope(dx, 0, STEP), within(1e-6));
        assertThat(at.dyy()).isCloseTo(slope(dy, 0, STEP), within(1e-6));
    }

    private static PlaneLoss.Value assertSlopes(PlaneLoss loss, double x, double y) {
        PlaneLoss.Value at = loss.at(x, y);
        DoubleBinaryOperator value = (h, k) -> loss.at(x + h, y + k).loss();
        assertThat(at.dx()).isCloseTo(slope(value, STEP, 0), within(1e-6));
        assertThat(at.dy()).isCloseTo(slope(value, 0, STEP), within(1e-6));
        return at;
    }

    private static double slope(DoubleBinaryOperator of, double h, double k) {
        return (of.applyAsDouble(h, k) - of.applyAsDouble(-h, -k)) / (2 * STEP);
    }

    private static HeldOutAnswers answers() {
        Random random = new Random(5);
        List<HeldOutAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            float[] probabilities = new float[1 + random.nextInt(20)];
            float left = 1;
            for (int at = 0; at < probabilities.length; at++) {
                probabilities[at] = left * 0.3f * random.nextFloat();
                left -= probabilities[at];
            }
            answers.add(answer(random.nextInt(probabilities.length + 1), probabilities));
        }
        return new HeldOutAnswers(answers);
    }

    /** @param rank from 1 of what comes next, 0 for another item */
    private static HeldOutAnswer answer(int rank, float... probabilities) {
        RankedItems ranked = new RankedItems(1, 20);
        for (int at = 0; at < probabilities.length; at++) {
            ranked.add(0, at, probabilities[at]);
        }
        return HeldOutAnswer.of(ranked, 0, rank == 0 ? 99 : rank - 1);
    }
}
