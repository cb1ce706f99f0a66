package freshet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankedItemTest {

    @Test
    void bestFirstTiesToTheLowerRowProbabilitiesOverAllItems() {
        float[] scores = {0, 1000, 1000 + (float) Math.log(2), 1000};

        List<RankedItem> best = RankedItem.bestBySoftmax(scores, 2);

        assertThat(best).extracting(RankedItem::row).containsExactly(2, 1);
        assertThat(best.get(0).probability()).isCloseTo(0.5f, within(1e-4f));
        assertThat(best.get(1).probability()).isCloseTo(0.25f, within(1e-4f));
    }

    @Test
    void fewerItemsThanAskedFor() {
        assertThat(RankedItem.bestBySoftmax(new float[] {3}, 20)).containsExactly(new RankedItem(0, 1f));
    }
}
