package freshet.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCounterTest {

    /** Ranks 1, 4, nowhere and 20; 1/log₂ 2 = 1, 1/log₂ 5 = 0.430677, 1/log₂ 21 = 0.227670. */
    @Test
    void everyMetricIsTheMeanOfItsFormula() {
        RankingMetrics metrics = metrics(20, 0, 3, RankCounter.MISS, 19);
        assertThat(metrics.predictions()).isEqualTo(4);
        assertThat(metrics.recall()).isEqualTo(0.75);
        assertThat(metrics.mrr()).isCloseTo((1 + 0.25 + 0.05) / 4, within(1e-12));
        assertThat(metrics.ndcg()).isCloseTo((1 + 0.430677 + 0.227670) / 4, within(1e-6));
        assertThat(metrics.precision()).isCloseTo(0.75 / 20, within(1e-12));
        assertThat(metrics.f1()).isCloseTo(0.75 * (2 * 0.05 * 1 / (0.05 + 1)), within(1e-12));
    }

    @Test
    void ranksBeyondKAreMisses() {
        RankingMetrics metrics = metrics(2, 2);
        assertThat(metrics.recall()).isZero();
        assertThat(metrics.mrr()).isZero();
        assertThat(metrics.ndcg()).isZero();
    }

    /** Between rank 2 and 3 is beyond 2; between 1 and 2 is rank 1.5. */
    @Test
    void halfARankCounts() {
        RankingMetrics metrics = metrics(2, 1.5, 0.5);
        assertThat(metrics.recall()).isEqualTo(0.5);
        assertThat(metrics.mrr()).isCloseTo(1 / 1.5 / 2, within(1e-12));
    }

    @Test
    void aMeanOverNoPredictionIsNone() {
        RankingMetrics metrics = metrics(20);
        assertThat(metrics.recall()).isNaN();
        assertThat(metrics.mrr()).isNaN();
        assertThat(metrics.f1()).isNaN();
    }

    @Test
    void refusesKBelowOne() {
        assertThatThrownBy(() -> new RankCounter(0)).hasMessage("k is 0; it must be at least 1");
    }

    private static RankingMetrics metrics(int k, double... ranks) {
        RankCounter counter = new RankCounter(k);
        for (double rank : ranks) {
            counter.add(rank);
        }
        return counter.metrics();
    }
}
