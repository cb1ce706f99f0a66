package freshet.model.scoring.pruned;

import static freshet.model.math.VectorMatrix.PANEL;

import java.util.Arrays;

/**
 * Where the items of each cluster are: in slots, cluster after cluster, each cluster from a whole
 * panel on and its items in vocabulary order. Immutable; threads share it.
 */
final class ClusterLayout {
    /** The row of a slot that holds no item. */
    static final int EMPTY = -1;

    private final int[] clusterOfRow; // (items)
    private final int[] firstPanels; // (clusters + 1)
    private final int[] slotOfRow; // (items)
    private final int[] rowOfSlot; // (slots)

    /** @param clusterOfRow the cluster of each item (items), kept */
    ClusterLayout(int[] clusterOfRow, int clusters) {
        this.clusterOfRow = clusterOfRow;
        int[] next = new int[clusters]; // first a count, then the next free slot
        for (int cluster : clusterOfRow) {
            next[cluster]++;
        }
        firstPanels = new int[clusters + 1];
        for (int c = 0; c < clusters; c++) {
            firstPanels[c + 1] = firstPanels[c] + (next[c] + PANEL - 1) / PANEL;
            next[c] = firstPanels[c] * PANEL;
        }
        slotOfRow = new int[clusterOfRow.length];
        rowOfSlot = new int[Math.multiplyExact(firstPanels[clusters], PANEL)];
        Arrays.fill(rowOfSlot, EMPTY);
        for (int row = 0; row < slotOfRow.length; row++) {
            int slot = next[clusterOfRow[row]]++;
            slotOfRow[row] = slot;
            rowOfSlot[slot] = row;
        }
    }

    int clusters() {
        return firstPanels.length - 1;
    }

    int items() {
        return slotOfRow.length;
    }

    /** Slots, with those that fill up panels. */
    int slots() {
        return rowOfSlot.length;
    }

    int cluster(int row) {
        return clusterOfRow[row];
    }

    int slot(int row) {
        return slotOfRow[row];
    }

    /** The row in a slot, or {@link #EMPTY}. */
    int row(int slot) {
        return rowOfSlot[slot];
    }

    /** First panel of a cluster; that of cluster c + 1 is where cluster c ends. */
    int firstPanel(int cluster) {
        return firstPanels[cluster];
    }
}
