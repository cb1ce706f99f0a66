package freshet.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.ItemBoosts;
import freshet.model.WithheldItems;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class AvailableBiasTest {
    private static final float NEVER = Float.NEGATIVE_INFINITY;

    private final float[] bias = {1, 2, 3};
    private final AvailableBias available = new AvailableBias(bias);

    @Test
    void eachSetHoldsAfterAnyOther() {
        assertThat(available.under(WithheldItems.NONE, ItemBoosts.NONE)).isSameAs(bias);
        assertThat(available.under(withheld(0, 2), ItemBoosts.NONE)).containsExactly(NEVER, 2, NEVER);
        assertThat(available.under(withheld(1, 2), ItemBoosts.NONE)).containsExactly(1, NEVER, NEVER);
        assertThat(available.under(WithheldItems.NONE, ItemBoosts.NONE)).containsExactly(1, 2, 3);
        assertThat(bias).containsExactly(1, 2, 3);
    }

    @Test
    void rowsBeyondTheVocabularyMeanNothing() {
        assertThat(available.under(withheld(1, 3, 1_000), ItemBoosts.NONE)).containsExactly(1, NEVER, 3);
    }

    @Test
    void aBoostIsAddedUntilItIsTakenBack() {
        ItemBoosts boosts = new ItemBoosts(new int[] {0, 2}, new float[] {1, -1});
        assertThat(available.under(WithheldItems.NONE, boosts)).containsExactly(2, 2, 2);
        assertThat(available.under(withheld(2), boosts)).containsExactly(2, 2, NEVER);
        assertThat(available.under(WithheldItems.NONE, ItemBoosts.NONE)).containsExactly(1, 2, 3);
    }

    private static WithheldItems withheld(int... rows) {
        BitSet set = new BitSet();
        for (int row : rows) {
            set.set(row);
        }
        return new WithheldItems(set);
    }
}
