package freshet.job.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.serving.testing.TinyGru;
import java.util.List;

/** Compares answers with the reference. */
public final class Rankings {
    private static final float TOLERANCE = 1e-5f;

    private Rankings() {}

    /**
     * Asserts that the answer holds the reference's most probable items, in its order and with its
     * probabilities.
     *
     * @param size how many items it holds
     * @param session known items of the session, oldest first
     */
    public static void assertRanking(Recommendation answer, int size, TinyGru model, List<String> session) {
        double[] expected = model.probabilities(session);
        List<Integer> best = TinyGru.ranking(expected).subList(0, size);
        assertThat(answer.getSource()).isEqualTo(RecommendationSource.MODEL);
        assertThat(answer.getItems())
                .extracting(RecommendedItem::getItemId)
                .containsExactlyElementsOf(best.stream().map(row -> "i" + row).toList());
        for (int rank = 0; rank < size; rank++) {
            float probability = answer.getItems().get(rank).getProbability();
            assertThat(probability).isCloseTo((float) expected[best.get(rank)], within(TOLERANCE));
        }
    }
}
