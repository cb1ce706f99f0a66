package freshet.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The items of a bundle by popularity: the answer to a session of which the model knows no item, or
 * for which it ranks none that may be recommended. An item's probability is its share of all
 * events. Immutable; threads may share it.
 */
public final class PopularItems {
    private final long[] support; // (items)
    private final float[] shares; // (items)
    private final int[] rows; // (items), most popular first, ties to the lower row

    /** @param support events per vocabulary row in the training data (items), none negative */
    public PopularItems(long[] support) {
        this.support = support.clone();
        double total = Math.max(1, LongStream.of(support).asDoubleStream().sum()); // as longs they might overflow
        shares = new float[support.length];
        for (int row = 0; row < support.length; row++) {
            shares[row] = (float) (support[row] / total);
        }
        rows = IntStream.range(0, support.length)
                .boxed()
                .sorted((a, b) -> support[a] != support[b] ? Long.compare(support[b], support[a]) : a - b)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Fills one session's list with as many items as it takes, any item. */
    public void rank(int session, RankedItems out) {
        out.clear(session);
        for (int rank = 0; rank < Math.min(out.k(), rows.length); rank++) {
            out.add(session, rows[rank], shares[rows[rank]]);
        }
    }

    /**
     * Fills one session's list with as many items as it takes of those that are not excluded, each
     * with its share among them.
     */
    public void rank(int session, ExcludedItems excluded, RankedItems out) {
        double total = total(session, excluded);
        if (!excluded.boosts().isEmpty()) {
            rankBoosted(session, excluded, total, out);
            return;
        }
        out.clear(session);
        for (int rank = 0; rank < rows.length && out.count(session) < out.k(); rank++) {
            if (!excluded.contains(session, rows[rank])) {
                out.add(session, rows[rank], total > 0 ? (float) (shares[rows[rank]] / total) : 0);
            }
        }
    }

    /** All boosted items, and of the others as many of the first as the list takes. */
    private void rankBoosted(int session, ExcludedItems excluded, double total, RankedItems out) {
        ItemBoosts boosts = excluded.boosts();
        List<Integer> candidates = new ArrayList<>();
        for (int row : boosts.rows()) {
            if (!excluded.contains(session, row)) {
                candidates.add(row);
            }
        }
        int others = 0;
        for (int rank = 0; rank < rows.length && others < out.k(); rank++) {
            if (!excluded.contains(session, rows[rank]) && boosts.log(rows[rank]) == 0) {
                candidates.add(rows[rank]);
                others++;
            }
        }
        double boosted = total;
        for (int place = 0; place < boosts.rows().length; place++) {
            int row = boosts.rows()[place];
            boosted += excluded.contains(session, row) ? 0 : shares[row] * (boosts.factorAt(place) - 1.0);
        }
        candidates.sort(Comparator.<Integer>comparingDouble(row -> -shares[row] * boosts.factor(row))
                .thenComparingInt(row -> row));
        out.clear(session);
        for (int rank = 0; rank < Math.min(out.k(), candidates.size()); rank++) {
            int row = candidates.get(rank);
            out.add(session, row, boosted > 0 ? (float) (shares[row] * boosts.factor(row) / boosted) : 0);
        }
    }

    /**
     * The share of what is not excluded: a long catalogue is not compared with a session's list.
     */
    private double total(int session, ExcludedItems excluded) {
        WithheldItems withheld = excluded.withheld();
        double total = 0;
        for (int row = 0; row < shares.length; row++) {
            total += withheld.contains(row) ? 0 : shares[row];
        }
        for (int i = 0; i < excluded.count(session); i++) {
            int row = excluded.row(session, i);
            total -= withheld.contains(row) || excluded.lists(session, row, i) ? 0 : shares[row];
        }
        return total;
    }

    /**
     * Each item's share of all events (items), an array of the caller's own: scores that rank by
     * popularity.
     */
    public float[] shares() {
        return shares.clone();
    }

    /** Events per vocabulary row (items), an array of the caller's own. */
    public long[] support() {
        return support.clone();
    }
}
