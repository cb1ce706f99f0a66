package freshet.trainer.neural.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SquaredErrorTest {

    @Test
    void targetIsToBeOneAndEveryOtherItemZero() {
        float[] scores = {0.5f, 0.25f, -2};

        double loss = new SquaredError().differentiate(scores, 1, new float[] {1, 0, 3}, 3, 0.5f);

        assertThat(loss).isCloseTo(0.25 + 0.5625 + 3 * 4, within(1e-6));
        assertThat(scores).containsExactly(0.5f, -0.75f, -6f);
    }

    @Test
    void weightedSamplesEstimateTheSumOverAllItems() {
        SplittableRandom random = new SplittableRandom(3);
        long[] support = random.longs(50, 1, 100).toArray();
        float[] scores = new float[50];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = (float) random.nextDouble();
        }
        double whole = new SquaredError().differentiate(scores.clone(), 0, others(50), 50, 1);
        NegativeSampler sampler = new NegativeSampler(support, 0.5);
        double sum = 0;
        int rounds = 4000;
        for (int round = 0; round < rounds; round++) {
            float[] negatives = new float[50];
            int[] drawn = new int[10];
            sampler.draw(random, drawn);
            for (int item : drawn) {
                negatives[item] += item == 0 ? 0 : 1 / (float) (10 * sampler.probability(item));
            }
            sum += new SquaredError().differentiate(scores.clone(), 0, negatives, 50, 1);
        }
        assertThat(sum / rounds).isCloseTo(whole, within(0.02 * whole));
    }

    @Test
    void whatIsNoNumberShowsInTheLoss() {
        for (int i = 0; i < 2; i++) {
            float[] scores = {1, 2};
            scores[i] = Float.NaN;

            assertThat(new SquaredError().differentiate(scores, 0, new float[] {0, 1}, 2, 1))
                    .isNaN();
        }
    }

    private static float[] others(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1f);
        ones[0] = 0;
        return ones;
    }
}
