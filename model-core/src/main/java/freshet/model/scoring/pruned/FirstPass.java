package freshet.model.scoring.pruned;

import static freshet.model.math.VectorMatrix.PANEL;
import static freshet.model.math.VectorMatrix.ROWS;

import freshet.model.ExcludedItems;
import freshet.model.math.VectorMatrix;
import freshet.model.scoring.VectorRanking;
import java.util.Arrays;

/**
 * Takes a few queries through the items of their best clusters, by {@link PrunedItems}' approximate
 * score. Cluster after cluster, so that a cluster which several queries want comes from memory
 * once; each query meets its clusters in the same order in any company. For one thread.
 */
final class FirstPass {
    /** Most queries at once: the bits of an int. */
    static final int MAX_QUERIES = 32;

    /** Slots of a block: a tile's scores of it stay in the first-level cache. */
    private static final int BLOCK = 512;

    private final PrunedItems items;
    private final int enough; // items to scan at least per query
    private final AvailableSlots available;
    private final ClusterOrder order;
    private final float[] promises; // (padded clusters)
    private final int[] wanted; // (clusters): bit i where query i scans it
    private final float[] tile; // (axes + 1, 4): x, then μ
    private final int[] tileQueries = new int[ROWS];
    private final float[] block = new float[ROWS * BLOCK];
    private final VectorRanking[] rankings; // (queries)
    private final ExcludedSlots[] excluded; // (queries)
    private final int[] scanned; // (queries): items of the clusters that it scans

    /** @param queries most at once, at most {@link #MAX_QUERIES} */
    FirstPass(PrunedItems items, PruningPlan plan, int queries) {
        this.items = items;
        this.enough = plan.scanned();
        this.available = new AvailableSlots(items);
        this.order = new ClusterOrder(items.layout.clusters());
        this.promises = new float[items.moments.stride()];
        this.wanted = new int[items.layout.clusters()];
        this.tile = new float[VectorMatrix.tiledLength(1, items.axes + 1)];
        this.rankings = new VectorRanking[queries];
        Arrays.setAll(rankings, i -> new VectorRanking(Math.min(plan.candidates(), items.head.items())));
        this.excluded = new ExcludedSlots[queries];
        this.scanned = new int[queries];
        Arrays.setAll(excluded, i -> new ExcludedSlots(items.layout));
    }

    /** Scans for the {@code n} queries from {@code first} on, whose moments are given. */
    void scan(QueryMoments moments, ExcludedItems without, int first, int n) {
        available.set(without.withheld(), without.boosts());
        Arrays.fill(wanted, 0);
        for (int i = 0; i < n; i++) {
            rankings[i].clear();
            excluded[i].set(without, first + i);
            scanned[i] = choose(moments, i, enough + without.count(first + i));
        }
        for (int cluster = 0; cluster < wanted.length; cluster++) {
            int left = wanted[cluster];
            while (left != 0) {
                int rows = 0;
                for (; rows < ROWS && left != 0; rows++) {
                    tileQueries[rows] = Integer.numberOfTrailingZeros(left);
                    left &= left - 1;
                }
                fillTile(moments, cluster, rows);
                scan(cluster, rows);
            }
        }
    }

    /**
     * Marks the query's best clusters, which the moments then leave out, that have {@code least}
     * items together, and gives how many they have.
     */
    private int choose(QueryMoments moments, int i, int least) {
        moments.promise(i, promises);
        float[] counts = available.counts();
        order.fill(promises, counts, wanted.length);
        int found = 0;
        while (found < least && !order.isEmpty()) {
            int cluster = order.next();
            wanted[cluster] |= 1 << i;
            moments.leaveOut(i, cluster);
            found += (int) counts[cluster];
        }
        return found;
    }

    private void fillTile(QueryMoments moments, int cluster, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int a = 0; a < items.axes; a++) {
                tile[a * ROWS + row] = moments.coordinate(tileQueries[row], a);
            }
            tile[items.axes * ROWS + row] = moments.mean(tileQueries[row], cluster);
        }
    }

    private void scan(int cluster, int rows) {
        int end = items.layout.firstPanel(cluster + 1);
        for (int first = items.layout.firstPanel(cluster); first < end; first += BLOCK / PANEL) {
            int panels = Math.min(BLOCK / PANEL, end - first);
            for (int panel = 0; panel < panels; panel++) {
                items.deviations.multiply(first + panel, tile, rows, available.bias(), block, panel * PANEL, BLOCK);
            }
            for (int row = 0; row < rows; row++) {
                int query = tileQueries[row];
                excluded[query].erase(block, row * BLOCK, first * PANEL, panels * PANEL);
                rankings[query].take(block, row * BLOCK, panels * PANEL, first * PANEL);
            }
        }
    }

    /** What the pass found for a query: slots and approximate scores. */
    VectorRanking ranking(int i) {
        return rankings[i];
    }

    /** How many items a query has scanned; those on its own list count. */
    int scanned(int i) {
        return scanned[i];
    }

    /**
     * How many items of each cluster may be recommended (padded clusters); those on a query's own
     * list count.
     */
    float[] counts() {
        return available.counts();
    }
}
