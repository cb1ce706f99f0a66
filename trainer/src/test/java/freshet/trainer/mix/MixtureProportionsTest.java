package freshet.trainer.mix;

import static freshet.trainer.mix.MixtureProportions.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureProportionsTest {
    private static final double[] HALVES = {0.5, 0.5};

    /** Draws from 0.7 of one distribution over 50 items and 0.3 of another. */
    @Test
    void theProportionsOfAMixtureAreFound() {
        SplittableRandom random = new SplittableRandom(5);
        int draws = 20_000;
        float[][] shares = new float[2][draws];
        for (int n = 0; n < draws; n++) {
            boolean first = random.nextDouble() < 0.7;
            double low = 50 * random.nextDouble() * random.nextDouble(); // density −ln(i / 50) / 50
            double item = first ? low : 50 - low;
            shares[0][n] = (float) (-Math.log(item / 50) / 50);
            shares[1][n] = (float) (-Math.log(1 - item / 50) / 50);
        }

        double[] weights = MixtureProportions.fit(shares, all(draws), HALVES, 1e-3);

        assertThat(weights[0]).isCloseTo(0.7, within(0.01));
        assertThat(weights[0] + weights[1]).isCloseTo(1, within(1e-9));
    }

    @Test
    void noOtherProportionsAreLikelier() {
        float[][] shares = random(3, 400);
        double[] weights = MixtureProportions.fit(shares, all(400), thirds(), 1e-6);
        double reached = logLikelihood(shares, weights);

        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            double[] other = weights.clone();
            int from = random.nextInt(3);
            double moved = other[from] * 0.1 * random.nextDouble();
            other[from] -= moved;
            other[random.nextInt(3)] += moved;
            assertThat(logLikelihood(shares, other)).isLessThanOrEqualTo(reached + 1e-4);
        }
    }

    /** One that is silent where the other is certain must not lose its weight for that. */
    @Test
    void silenceSaysNothingOfAModel() {
        float[][] shares = {
            {0.5f, 0.5f, 0.1f, 1f, 1f, 1f, 1f},
            {0.1f, 0.1f, 0.5f, SILENT, SILENT, SILENT, SILENT}
        };

        double[] withSilence = MixtureProportions.fit(shares, all(7), HALVES, 1e-6);
        double[] without = MixtureProportions.fit(shares, all(3), HALVES, 1e-6);

        assertThat(withSilence[0]).isCloseTo(without[0], within(1e-3));
        assertThat(MixtureProportions.probability(shares, 3, withSilence)).isEqualTo(1);
    }

    @Test
    void withoutObservationsThePriorStays() {
        double[] prior = {0.2, 0.8};

        assertThat(MixtureProportions.fit(random(2, 5), new int[0], prior, 50)).containsExactly(prior);
    }

    @Test
    void aStrongPriorKeepsFewObservationsBack() {
        float[][] shares = {{1f, 1f}, {0f, 0f}};

        assertThat(MixtureProportions.fit(shares, all(2), HALVES, 1e-6)[0]).isGreaterThan(0.999);
        assertThat(MixtureProportions.fit(shares, all(2), HALVES, 50)[0]).isCloseTo(27 / 52.0, within(1e-6));
    }

    private static double logLikelihood(float[][] shares, double[] weights) {
        return Arrays.stream(all(shares[0].length))
                .mapToDouble(n -> Math.log(MixtureProportions.probability(shares, n, weights)))
                .sum();
    }

    /** One model in eight is silent. */
    private static float[][] random(int models, int observations) {
        SplittableRandom random = new SplittableRandom(7);
        float[][] shares = new float[models][observations];
        for (float[] each : shares) {
            for (int n = 0; n < observations; n++) {
                each[n] = n % 8 == 3 && each != shares[0] ? SILENT : 0.01f + (float) Math.pow(random.nextDouble(), 3);
            }
        }
        return shares;
    }

    private static int[] all(int observations) {
        return IntStream.range(0, observations).toArray();
    }

    private static double[] thirds() {
        return new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0};
    }
}
