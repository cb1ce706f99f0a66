package freshet.model;

import java.util.Arrays;

/**
 * What must not be recommended in a batch: rows withheld from everybody, and a short list of rows
 * per query. An excluded item is neither ranked nor counted in the softmax denominator:
 * probabilities are shares among the items that may be recommended. Beside them the items that are
 * boosted for everybody. A caller-owned buffer; for one thread.
 */
public final class ExcludedItems {
    private final int most;
    private final int[] rows; // (capacity, most)
    private final int[] counts; // (capacity)
    private WithheldItems withheld = WithheldItems.NONE;
    private ItemBoosts boosts = ItemBoosts.NONE;

    /**
     * @param capacity most queries
     * @param most most rows listed per query
     */
    public ExcludedItems(int capacity, int most) {
        this.most = most;
        this.rows = new int[Math.multiplyExact(capacity, most)];
        this.counts = new int[capacity];
    }

    /** Sets what is withheld from every query, until it is set again. */
    public void withhold(WithheldItems items) {
        withheld = items;
    }

    /** What is withheld from every query. */
    public WithheldItems withheld() {
        return withheld;
    }

    /** Sets which items are boosted for every query, until it is set again. */
    public void boost(ItemBoosts items) {
        boosts = items;
    }

    /** Which items are boosted for every query. */
    public ItemBoosts boosts() {
        return boosts;
    }

    /** Empties a query's list. */
    public void clear(int query) {
        counts[query] = 0;
    }

    /** Adds a row to a query's list, where it may be already. */
    public void add(int query, int row) {
        rows[query * most + counts[query]++] = row;
    }

    /** Length of a query's list. */
    public int count(int query) {
        return counts[query];
    }

    /** A row of a query's list. */
    public int row(int query, int index) {
        return rows[query * most + index];
    }

    /** Puts a query's list into the order of the rows. */
    public void sort(int query) {
        Arrays.sort(rows, query * most, query * most + counts[query]);
    }

    /** Whether a row is withheld or in the query's list. */
    public boolean contains(int query, int row) {
        return lists(query, row, counts[query]) || withheld.contains(row);
    }

    /** Whether a row is among the first {@code length} of the query's list. */
    boolean lists(int query, int row, int length) {
        for (int i = 0; i < length; i++) {
            if (row(query, i) == row) {
                return true;
            }
        }
        return false;
    }
}
