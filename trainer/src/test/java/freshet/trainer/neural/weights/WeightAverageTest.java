package freshet.trainer.neural.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.linear.Team;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightAverageTest {
    private final SplittableRandom random = new SplittableRandom(3);
    private final List<float[]> weights = List.of(new float[35], new float[7], new float[21]);
    private final List<float[]> averages = List.of(new float[35], new float[7], new float[21]);

    /**
     * Each sample weighs e^(-1/span) of the one after it, as long as there are more of them than
     * the span has steps.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void samplesFadeWithTheirAge(int threads) {
        double[] expected = new double[weights.get(0).length];
        double keep = Math.exp(-1 / 5.0);
        try (Team team = new Team(threads)) {
            WeightAverage average = new WeightAverage(weights, averages, 0.05f, 100, 0, 1, team);
            for (int n = 0; n < 60; n++) {
                walk();
                average.afterStep();
                double k = Math.min(keep, n / (n + 1.0));
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = k * expected[i] + (1 - k) * weights.get(0)[i];
                }
            }
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat(averages.get(0)[i]).isCloseTo((float) expected[i], within(1e-5f));
        }
    }

    @Test
    void everyWeightIsAveraged() {
        WeightAverage average = average(0.05f, 100, 0, 1);
        fill(2);
        average.afterStep();
        fill(6);
        average.afterStep();

        assertThat(averages).allSatisfy(array -> assertThat(array).containsOnly(4f));
        assertThat(weights).allSatisfy(array -> assertThat(array).containsOnly(6f));
    }

    @Test
    void meanOfEarlierPassesIsNotForgotten() {
        WeightAverage average = average(0.5f, 20, 20, 1);
        averages.get(0)[0] = 1;

        average.afterStep();

        assertThat(averages.get(0)[0]).isCloseTo((float) Math.exp(-1 / 10.0), within(1e-6f));
    }

    @Test
    void passShorterThanTheIntervalHasOneSample() {
        WeightAverage average = average(0.05f, 3, 0, 1000);
        fill(1);
        average.afterStep();
        average.afterStep();
        fill(3);
        average.afterStep();
        average.afterPass();

        assertThat(averages.get(0)).containsOnly(3f);
    }

    private WeightAverage average(float span, int stepsPerPass, int stepsBefore, int leastInterval) {
        return new WeightAverage(weights, averages, span, stepsPerPass, stepsBefore, leastInterval, new Team(1));
    }

    private void fill(float value) {
        weights.forEach(array -> Arrays.fill(array, value));
    }

    private void walk() {
        for (float[] array : weights) {
            for (int i = 0; i < array.length; i++) {
                array[i] += (float) (random.nextDouble() - 0.4);
            }
        }
    }
}
