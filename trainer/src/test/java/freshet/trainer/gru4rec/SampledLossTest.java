package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss must hold. */
class SampledLossTest {
    private static final int[] CANDIDATES = {3, 1, 4, 1, 5, 9, 2, 6}; // item 1 is session 1's target and was drawn too
    private static final int SESSIONS = 3;

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of("cross-entropy", new CrossEntropy()),
                Arguments.of("bce", new BinaryCrossEntropy(8)),
                Arguments.of("bpr-max", new BprMax(0, 0, 8)),
                Arguments.of("bpr-max, regularised", new BprMax(0.7f, 0, 8)),
                Arguments.of("bpr-max, ELU", new BprMax(0, 0.5f, 8)),
                Arguments.of("bpr-max, ELU, regularised", new BprMax(1.3f, 1, 8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void gradientIsThatOfTheLoss(String name, SampledLoss loss) {
        float[] scores = randomScores();
        float[] gradient = scores.clone();
        loss.differentiate(gradient, SESSIONS, CANDIDATES, 8);

        float step = 1e-2f;
        double largest = 0;
        for (int i = 0; i < scores.length; i++) {
            float[] up = scores.clone();
            float[] down = scores.clone();
            up[i] += step;
            down[i] -= step;
            double width = (double) up[i] - down[i];
            double rise =
                    loss.differentiate(up, SESSIONS, CANDIDATES, 8) - loss.differentiate(down, SESSIONS, CANDIDATES, 8);
            assertThat((double) gradient[i]).as("score %s", i).isCloseTo(rise / width, within(2e-4));
            largest = Math.max(largest, Math.abs(rise / width));
        }
        assertThat(largest).isGreaterThan(0.05);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void sessionsOwnTargetDrawnAgainIsNoNegative(String name, SampledLoss loss) {
        float[] scores = randomScores();
        float[] other = scores.clone();
        other[8 + 3] = 2.5f; // item 1 once more, in the row of the session whose target it is
        double mean = loss.differentiate(scores, SESSIONS, CANDIDATES, 8);

        assertThat(loss.differentiate(other, SESSIONS, CANDIDATES, 8)).isEqualTo(mean);
        assertThat(scores[8 + 3]).isCloseTo(0, within(1e-30f));
        assertThat(other).isEqualTo(scores);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void hopelessAndPerfectTargetsHaveFiniteLossAndGradient(String name, SampledLoss loss) {
        for (float odds : new float[] {-1000, -90, -81, 81, 90, 1000}) {
            float[] scores = {odds, 0, 0.5f};

            assertThat(loss.differentiate(scores, 1, new int[] {7, 8, 9}, 3)).isBetween(0.0, 2000.0);
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
            assertThat(loss.differentiate(scores, 1, new int[] {7, 8, 9}, 3)).isNaN();
        }
    }

    private static float[] randomScores() {
        SplittableRandom random = new SplittableRandom(2);
        float[] scores = new float[SESSIONS * 8];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (random.nextDouble() * 6 - 3);
        }
        return scores;
    }
}
