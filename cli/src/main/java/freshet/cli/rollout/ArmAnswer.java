package freshet.cli.rollout;

import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import java.util.List;

/**
 * What one model answered to an event.
 *
 * @param version of the model
 * @param items numbers of the first items, see {@link ItemNumbers}, best first
 * @param fallback whether it is POPULAR or NONE
 * @param emittedMillis clock of the job when it was made, milliseconds since 1970
 * @param shadow whether nobody saw it
 */
record ArmAnswer(long version, int[] items, boolean fallback, long emittedMillis, boolean shadow) {
    /** @param k items that count */
    static ArmAnswer of(Recommendation answer, ItemNumbers numbers, int k, boolean shadow) {
        List<RecommendedItem> items = answer.getItems();
        int[] rows = new int[Math.min(k, items.size())];
        for (int rank = 0; rank < rows.length; rank++) {
            rows[rank] = numbers.number(items.get(rank).getItemId());
        }
        return new ArmAnswer(
                answer.getModelVersion(),
                rows,
                answer.getSource() != RecommendationSource.MODEL,
                answer.getEmittedAt().toEpochMilli(),
                shadow);
    }

    /** 1 / rank of an item, 1 the best; 0 where it is not among them. */
    double reciprocalRank(int item) {
        for (int rank = 0; rank < items.length; rank++) {
            if (items[rank] == item) {
                return 1.0 / (rank + 1);
            }
        }
        return 0;
    }
}
