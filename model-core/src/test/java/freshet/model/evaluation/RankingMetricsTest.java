package freshet.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankingMetricsTest {

    @Test
    void recallIsTheShareOfHitsAndMrrTheMeanReciprocalRank() {
        RankingMetrics metrics = new RankingMetrics(20);
        metrics.add(0);
        metrics.add(3);
        metrics.add(RankingMetrics.MISS);
        metrics.add(19);
        assertThat(metrics.predictions()).isEqualTo(4);
        assertThat(metrics.recall()).isEqualTo(0.75);
        assertThat(metrics.mrr()).isCloseTo((1 + 0.25 + 0.05) / 4, within(1e-12));
    }

    @Test
    void ranksBeyondKAreMisses() {
        RankingMetrics metrics = new RankingMetrics(2);
        metrics.add(2);
        assertThat(metrics.recall()).isZero();
        assertThat(metrics.mrr()).isZero();
    }

    @Test
    void nothingPredictedIsZeroAndNotNaN() {
        assertThat(new RankingMetrics(20).recall()).isZero();
        assertThat(new RankingMetrics(20).mrr()).isZero();
    }

    @Test
    void partsAddUp() {
        RankingMetrics whole = new RankingMetrics(20);
        RankingMetrics part = new RankingMetrics(20);
        part.add(1);
        whole.add(0);
        whole.add(part);
        assertThat(whole.predictions()).isEqualTo(2);
        assertThat(whole.mrr()).isEqualTo(0.75);
    }

    @Test
    void refusesKBelowOne() {
        assertThatThrownBy(() -> new RankingMetrics(0)).hasMessage("k is 0; it must be at least 1");
    }
}
