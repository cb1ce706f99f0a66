package freshet.trainer.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.RankedItems;
import freshet.model.calibration.ShareLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
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
        PlaneLoss.Value at = assertSlopes(ANSWERS::orderLoss, 0.6, 0.9);
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

    /**
     * With T = 1 and d = 0 a hit's loss is −ln of its share, and thrice −ln of what is not the
     * first's.
     */
    @Test
    void theOrderLossIsThatOfTheListWhereNothingIsChanged() {
        HeldOutAnswers one = new HeldOutAnswers(List.of(answer(2, 0.5f, 0.2f, 0.1f)));
        assertThat(one.orderLoss(1, 0).loss()).isCloseTo(-Math.log(0.2 / 0.8) - 3 * Math.log(0.3 / 0.8), within(1e-6));
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
