package freshet.trainer.neural.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss must hold. */
class SampledLossTest {
    private static final float[] NEGATIVES = {1, 0, 2, 1, 1, 5, 1, 1}; // how often each was drawn
    private static final int TARGET = 1;
    private static final int COUNT = 8;

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of("cross-entropy", new CrossEntropy(0, 13)),
                Arguments.of("cross-entropy, smoothed", new CrossEntropy(0.3f, 13)),
                Arguments.of("bce", new BinaryCrossEntropy(13)),
                Arguments.of("bpr-max", new BprMax(0, 0, 13)),
                Arguments.of("bpr-max, regularised", new BprMax(0.7f, 0, 13)),
                Arguments.of("bpr-max, ELU", new BprMax(0, 0.5f, 13)),
                Arguments.of("bpr-max, ELU, regularised", new BprMax(1.3f, 1, 13)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void gradientIsThatOfTheLoss(String name, SampledLoss loss) {
        float[] scores = randomScores();
        float[] gradient = scores.clone();
        loss.differentiate(gradient, TARGET, NEGATIVES, COUNT, 0.25f);

        float step = 1e-2f;
        double largest = 0;
        for (int i = 0; i < COUNT; i++) {
            float[] up = scores.clone();
            float[] down = scores.clone();
            up[i] += step;
            down[i] -= step;
            double width = (double) up[i] - down[i];
            double rise = loss.differentiate(up, TARGET, NEGATIVES, COUNT, 1)
                    - loss.differentiate(down, TARGET, NEGATIVES, COUNT, 1);
            assertThat((double) gradient[i]).as("score %s", i).isCloseTo(0.25 * rise / width, within(2e-4));
            largest = Math.max(largest, Math.abs(rise / width));
        }
        assertThat(largest).isGreaterThan(0.05);
    }

    /**
     * Each copy of a negative on its own, as the formulas have it: their gradients add up to that
     * of the one.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void negativeThatCountsSeveralTimesIsAsManyNegatives(String name, SampledLoss loss) {
        float[] scores = randomScores();
        float[] single = Arrays.copyOf(scores, 13);
        Arrays.fill(single, 8, 9, scores[2]);
        Arrays.fill(single, 9, 13, scores[5]);
        float[] ones = new float[13];
        Arrays.fill(ones, 1f);
        ones[TARGET] = 0;
        double expected = loss.differentiate(single, TARGET, ones, 13, 1);

        assertThat(loss.differentiate(scores, TARGET, NEGATIVES, COUNT, 1)).isCloseTo(expected, within(1e-5));
        single[2] += single[8];
        single[5] += single[9] + single[10] + single[11] + single[12];
        assertThat(scores).containsExactly(Arrays.copyOf(single, COUNT), within(1e-5f));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void hopelessAndPerfectTargetsHaveFiniteLossAndGradient(String name, SampledLoss loss) {
        for (float odds : new float[] {-1000, -90, -81, 81, 90, 1000}) {
            float[] scores = {odds, 0, 0.5f};

            assertThat(loss.differentiate(scores, 0, new float[] {0, 1, 1}, 3, 1))
                    .isBetween(0.0, 2000.0);
            for (float gradient : scores) {
                assertThat(Math.abs(gradient)).isLessThan(3f);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void whatIsNoNumberShowsInTheLoss(String name, SampledLoss loss) {
        for (int i = 0; i < 3; i++) {
            float[] scores = {1, 2, 3};
            scores[i] = Float.NaN;
            assertThat(loss.differentiate(scores, 0, new float[] {0, 1, 1}, 3, 1))
                    .isNaN();
        }
    }

    private static float[] randomScores() {
        SplittableRandom random = new SplittableRandom(2);
        float[] scores = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            scores[i] = (float) (random.nextDouble() * 6 - 3);
        }
        return scores;
    }
}
