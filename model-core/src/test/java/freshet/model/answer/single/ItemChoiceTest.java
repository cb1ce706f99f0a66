package freshet.model.answer.single;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import freshet.model.RankedItems;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemChoiceTest {
    private static final int DRAWS = 40_000;

    @Test
    void atTemperatureOneItemsComeAsOftenAsTheirProbability() {
        assertThat(shares(1, ranked(0.5f, 0.3f, 0.2f))).containsExactly(new double[] {0.5, 0.3, 0.2}, fourSigma());
    }

    /** p² of each, scaled to a sum of one: 0.25, 0.09 and 0.04 over 0.38. */
    @Test
    void aLowTemperatureFavoursTheLikelyItems() {
        assertThat(shares(0.5, ranked(0.5f, 0.3f, 0.2f)))
                .containsExactly(new double[] {0.25 / 0.38, 0.09 / 0.38, 0.04 / 0.38}, fourSigma());
    }

    /** √p of each, where what is ranked is a part of all items. */
    @Test
    void aHighTemperatureFavoursThemLess() {
        assertThat(shares(2, ranked(0.36f, 0.16f, 0.04f)))
                .containsExactly(new double[] {0.6 / 1.2, 0.4 / 1.2, 0.2 / 1.2}, fourSigma());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-300, Double.MIN_VALUE})
    void nearTemperatureZeroTheMostLikelyComes(double temperature) {
        assertThat(shares(temperature, ranked(0.5f, 0.3f, 0.2f))).containsExactly(1, 0, 0);
    }

    @Test
    void anItemWithoutAnyProbabilityIsNeverDrawn() {
        assertThat(shares(3, ranked(0.7f, 0.3f, 0))[2]).isZero();
        assertThat(shares(1, ranked(0, 0, 0))).containsExactly(1, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aTemperatureThatIsNoneIsRefused(double temperature) {
        assertThatThrownBy(() -> ItemChoice.sampled(temperature, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the temperature is " + temperature + "; it must be over 0");
    }

    /** At most half a unit of √n, so four standard deviations. */
    private static Offset<Double> fourSigma() {
        return within(4 * 0.5 / Math.sqrt(DRAWS));
    }

    private static double[] shares(double temperature, RankedItems ranked) {
        ItemChoice choice = ItemChoice.sampled(temperature, 7);
        int[] chosen =
                IntStream.range(0, DRAWS).map(draw -> choice.choose(ranked)).toArray();
        return IntStream.range(0, ranked.count(0))
                .mapToDouble(rank -> (double) IntStream.of(chosen)
                                .filter(each -> each == rank)
                                .count()
                        / DRAWS)
                .toArray();
    }

    private static RankedItems ranked(float... probabilities) {
        RankedItems ranked = new RankedItems(1, probabilities.length);
        for (int rank = 0; rank < probabilities.length; rank++) {
            ranked.add(0, rank, probabilities[rank]);
        }
        return ranked;
    }
}
