package freshet.model.scoring.exact;

import static freshet.model.math.VectorMatrix.PANEL;

import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.math.VectorMatrix;
import freshet.model.math.VectorPanels;
import freshet.model.scoring.AvailableBias;
import freshet.model.scoring.FewItems;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.VectorRanking;
import java.util.Arrays;

/**
 * The scratch of one thread of a {@link VectorKernel}. Allocates nothing per call, but once when it
 * is first asked for all scores or when items are first withheld.
 */
final class VectorScorer implements ItemScorer {
    /**
     * Most queries of one pass over the items: more would push each other out of the second-level
     * cache.
     */
    private static final int MAX_QUERIES = 64;

    /**
     * Items of a block: the scores of all queries of a pass fit into the second-level cache. A
     * multiple of any panel.
     */
    private static final int BLOCK = 512;

    /** Most floats of the rows that are handed out, 64 MiB; more queries go in several passes. */
    private static final int MAX_SCORES = 1 << 24;

    private final ItemHead head;
    private final VectorPanels items;
    private final float[] bias; // (padded items)
    private final AvailableBias available;
    private final FewItems few;
    private final int capacity; // queries of one pass
    private final float[] tiles; // (capacity / 4, width, 4)
    private final float[] block; // (capacity rounded up to 4, BLOCK)
    private final VectorRanking[] rankings; // (capacity)
    private final int[] listed; // (capacity): how many of a query's excluded rows lie before the block
    private final float[] row; // (items), one query's scores
    private float[] rows = {}; // (queries of a pass, padded items)

    VectorScorer(ItemHead head, VectorPanels items, float[] bias, int maxBatch, int k) {
        this.head = head;
        this.items = items;
        this.bias = bias;
        this.available = new AvailableBias(bias);
        this.few = new FewItems(head, k);
        this.capacity = Math.min(maxBatch, MAX_QUERIES);
        this.tiles = new float[VectorMatrix.tiledLength(capacity, head.width())];
        this.block = new float[VectorMatrix.tiledLength(capacity, BLOCK)];
        this.rankings = new VectorRanking[capacity];
        Arrays.setAll(rankings, i -> new VectorRanking(Math.min(k, head.items())));
        this.listed = new int[capacity];
        this.row = new float[head.items()];
    }

    @Override
    public void top(float[] queries, int count, ExcludedItems excluded, RankedItems out) {
        if (excluded.withheld().leavesFew()) {
            few.top(queries, count, excluded, out);
            return;
        }
        float[] biases = available.under(excluded.withheld(), excluded.boosts());
        for (int first = 0; first < count; first += capacity) {
            int n = Math.min(capacity, count - first);
            putQueries(queries, first, n);
            for (int i = 0; i < n; i++) {
                rankings[i].clear();
                excluded.sort(first + i);
                listed[i] = 0;
            }
            for (int item = 0; item < items.paddedColumns(); item += BLOCK) {
                int length = scoreBlock(item, n, biases);
                for (int i = 0; i < n; i++) {
                    exclude(excluded, first + i, i, item, length);
                    rankings[i].take(block, i * BLOCK, length, item);
                }
            }
            for (int i = 0; i < n; i++) {
                rankings[i].write(first + i, out);
            }
        }
    }

    private void putQueries(float[] queries, int first, int n) {
        int width = head.width();
        for (int i = 0; i < n; i++) {
            VectorMatrix.putRow(queries, (first + i) * width, width, tiles, width, i, 0);
        }
    }

    /**
     * S (n, BLOCK) = Q (n, width) · Eᵀ (width, items)[:, item .. item + length) + b, and gives the
     * length.
     */
    private int scoreBlock(int item, int n, float[] biases) {
        int length = Math.min(BLOCK, items.paddedColumns() - item);
        for (int panel = item / PANEL; panel < (item + length) / PANEL; panel++) {
            items.multiply(panel, tiles, n, biases, block, panel * PANEL - item, BLOCK);
        }
        return length;
    }

    private void exclude(ExcludedItems excluded, int query, int i, int item, int length) {
        while (listed[i] < excluded.count(query) && excluded.row(query, listed[i]) < item + length) {
            block[i * BLOCK + excluded.row(query, listed[i]++) - item] = Float.NEGATIVE_INFINITY;
        }
    }

    @Override
    public void scores(float[] queries, int count, ScoreRows out) {
        int padded = items.paddedColumns();
        int pass = Math.max(1, Math.min(capacity, MAX_SCORES / padded));
        rows = rows.length == 0 ? new float[pass * padded] : rows;
        for (int first = 0; first < count; first += pass) {
            int n = Math.min(pass, count - first);
            putQueries(queries, first, n);
            for (int item = 0; item < padded; item += BLOCK) {
                int length = scoreBlock(item, n, bias);
                for (int i = 0; i < n; i++) {
                    System.arraycopy(block, i * BLOCK, rows, i * padded + item, length);
                }
            }
            for (int i = 0; i < n; i++) {
                System.arraycopy(rows, i * padded, row, 0, row.length);
                out.row(first + i, row);
            }
        }
    }

    @Override
    public void close() {
        // the heap's memory needs no freeing
    }
}
