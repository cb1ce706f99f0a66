package freshet.model.serving;

import freshet.model.RankedItems;
import java.util.stream.IntStream;

/**
 * The most popular items of a bundle: the answer to a session of which the model knows no item. An item's probability is
 * its share of all events. Immutable; threads may share it.
 */
public final class PopularItems {
    private final int[] rows; // (items), most popular first, ties to the lower row
    private final float[] shares; // (items), by rank

    /** @param support events per vocabulary row in the training data (items), none negative */
    public PopularItems(long[] support) {
        rows = IntStream.range(0, support.length)
                .boxed()
                .sorted((a, b) -> support[a] != support[b] ? Long.compare(support[b], support[a]) : a - b)
                .mapToInt(Integer::intValue)
                .toArray();
        double total = Math.max(
                1,
                IntStream.range(0, support.length)
                        .mapToLong(row -> support[row])
                        .sum());
        shares = new float[rows.length];
        for (int rank = 0; rank < rows.length; rank++) {
            shares[rank] = (float) (support[rows[rank]] / total);
        }
    }

    /** Fills one session's list with as many items as it takes. */
    public void rank(int session, RankedItems out) {
        out.clear(session);
        for (int rank = 0; rank < Math.min(out.k(), rows.length); rank++) {
            out.add(session, rows[rank], shares[rank]);
        }
    }
}
