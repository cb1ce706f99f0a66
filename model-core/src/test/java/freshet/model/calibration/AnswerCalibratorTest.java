package freshet.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.RankedItems;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerCalibratorTest {
    private static final ShareLine AS_IS = new ShareLine(0, 1);
    private static final Calibration ANY = new Calibration(2, 0.5, new ShareLine(0.1, 0.2), new ShareLine(-0.25, 0.75));

    /**
     * Computed by hand: √0.36 : √0.04 over the ranks' factors, on a share of σ(−0.25 + 0.75 ln 2).
     */
    @Test
    void twoItemsGetWhatTheFormulaGives() {
        double first = 0.6 / Math.sqrt(5);
        double second = 0.2 / Math.sqrt(6);
        double share = 1 / (1 + Math.exp(0.25 - 0.75 * Math.log(2)));
        RankedItems out = calibrated(ANY, 20, 0.36f, 0.04f);
        assertThat(out.probability(0, 0)).isCloseTo((float) (share * first / (first + second)), within(1e-6f));
        assertThat(out.probability(0, 1)).isCloseTo((float) (share * second / (first + second)), within(1e-6f));
    }

    @Test
    void whatChangesNothingLeavesTheProbabilities() {
        float[] given = new float[30];
        for (int at = 0; at < given.length; at++) {
            given[at] = (30 - at) / 1_000f;
        }
        RankedItems out = calibrated(new Calibration(1, 0, AS_IS, AS_IS), 30, given);
        for (int rank = 0; rank < given.length; rank++) {
            assertThat(out.row(0, rank)).isEqualTo(100 + rank);
            assertThat(out.probability(0, rank)).isCloseTo(given[rank], within(1e-6f));
        }
    }

    @Test
    void ranksStayAndSharesSumUpToAtMostOne() {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            Calibration calibration = new Calibration(
                    Math.exp(random.nextDouble(-2.9, 2.9)),
                    random.nextDouble(0, 20),
                    new ShareLine(random.nextDouble(-20, 20), random.nextDouble(0, 20)),
                    new ShareLine(random.nextDouble(-20, 20), random.nextDouble(0, 20)));
            float[] given = falling(random, 1 + random.nextInt(60));
            RankedItems out = calibrated(calibration, 60, given);
            assertThat(out.count(0)).isEqualTo(given.length);
            double sum = 0;
            float before = 1;
            for (int rank = 0; rank < given.length; rank++) {
                assertThat(out.row(0, rank)).isEqualTo(100 + rank);
                assertThat(out.probability(0, rank)).isBetween(0f, before);
                before = out.probability(0, rank);
                sum += before;
            }
            assertThat(sum).isLessThanOrEqualTo(1 + 1e-5);
        }
    }

    @Test
    void aShorterAnswerIsTheStartOfALongerOne() {
        float[] given = falling(new Random(4), 40);
        RankedItems longer = calibrated(ANY, 40, given);
        RankedItems shorter = calibrated(ANY, 5, given);
        assertThat(shorter.count(0)).isEqualTo(5);
        for (int rank = 0; rank < 5; rank++) {
            assertThat(shorter.probability(0, rank)).isEqualTo(longer.probability(0, rank));
        }
    }

    @Test
    void anEmptyAnswerStaysEmpty() {
        assertThat(calibrated(ANY, 20).count(0)).isZero();
    }

    @Test
    void itemsWithoutProbabilityGetHardlyAny() {
        RankedItems out = calibrated(new Calibration(1, 0, AS_IS, AS_IS), 20, 1f, 0f, 0f);
        assertThat(out.probability(0, 0)).isCloseTo(0.75f, within(1e-6f)); // σ(ln 3)
        assertThat(out.probability(0, 1)).isBetween(0f, 1e-30f);
        assertThat(out.probability(0, 2)).isBetween(0f, 1e-30f);
    }

    private static RankedItems calibrated(Calibration calibration, int k, float... given) {
        RankedItems ranked = new RankedItems(1, 60);
        for (int rank = 0; rank < given.length; rank++) {
            ranked.add(0, 100 + rank, given[rank]);
        }
        RankedItems out = new RankedItems(1, k);
        new AnswerCalibrator(calibration, 60).copy(ranked, 0, out);
        return out;
    }

    /** Falling probabilities with ties, which sum up to at most 1. */
    private static float[] falling(Random random, int count) {
        float[] falling = new float[count];
        float value = 1;
        float sum = 0;
        for (int at = 0; at < count; at++) {
            value *= random.nextBoolean() ? 1 : random.nextFloat();
            falling[at] = value;
            sum += value;
        }
        for (int at = 0; at < count; at++) {
            falling[at] /= sum * (1 + 1e-5f);
        }
        return falling;
    }
}
