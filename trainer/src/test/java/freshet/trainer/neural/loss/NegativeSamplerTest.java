package freshet.trainer.neural.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegativeSamplerTest {
    private static final long[] SUPPORT = {400, 100, 100, 81, 64, 25, 9, 4, 1, 1};

    /** 27.88 is the 99.9 % quantile of chi-square with 9 degrees of freedom. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 1, 2})
    void drawsFollowSupportToThePowerOfAlpha(double alpha) {
        double total = IntStream.range(0, SUPPORT.length)
                .mapToDouble(i -> Math.pow(SUPPORT[i], alpha))
                .sum();
        NegativeSampler sampler = new NegativeSampler(SUPPORT, alpha);
        int[] draws = new int[2_000_000];
        sampler.draw(new SplittableRandom(7), draws);

        long[] counts = new long[SUPPORT.length];
        for (int item : draws) {
            counts[item]++;
        }
        double chiSquare = 0;
        for (int i = 0; i < SUPPORT.length; i++) {
            double q = Math.pow(SUPPORT[i], alpha) / total;
            assertThat(sampler.probability(i)).isCloseTo(q, within(1e-12));
            double expected = q * draws.length;
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(27.88);
    }

    @Test
    void oneItemIsDrawnAlways() {
        int[] items = {-1, -1, -1};
        new NegativeSampler(new long[] {5}, 0.5).draw(new SplittableRandom(1), items);
        assertThat(items).containsOnly(0);
    }

    @Test
    void sameSeedSameDraws() {
        int[] first = new int[100];
        int[] second = new int[100];
        new NegativeSampler(SUPPORT, 0.5).draw(new SplittableRandom(3), first);
        new NegativeSampler(SUPPORT, 0.5).draw(new SplittableRandom(3), second);
        assertThat(first).isEqualTo(second);
    }
}
