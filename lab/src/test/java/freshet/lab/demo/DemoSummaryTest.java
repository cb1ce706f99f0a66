package freshet.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {

    @Test
    void aFigureOverNoPredictionIsNotPrinted() {
        assertThat(DemoSummary.live(figures(0, Double.NaN, Double.NaN)))
                .isEqualTo("live: no Recall and no MRR: no recommendation has a next event of its session to be judged"
                        + " by");
        assertThat(DemoSummary.live(figures(1_200, 0.5, 0.25)))
                .isEqualTo("live: Recall@20 0.5000, MRR@20 0.2500 over 1,200 predictions");
    }

    private static DemoFigures figures(long predictions, double recall, double mrr) {
        return new DemoFigures(7, 1, Map.of(), predictions, recall, mrr, List.of(), List.of());
    }
}
