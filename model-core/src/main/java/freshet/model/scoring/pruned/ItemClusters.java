package freshet.model.scoring.pruned;

import freshet.model.math.VectorMatrix;

/**
 * Parts points into clusters by Lloyd's k-means algorithm (1982): the centres are found from evenly
 * spaced points, then every point goes to its nearest centre. Since |p − c|² = |p|² − 2 (p · c −
 * |c|² / 2), the nearest has the highest p · c − |c|² / 2, a product in the scoring kernel's own
 * tiles. The same points give the same clusters.
 */
final class ItemClusters {
    private static final int SAMPLE_PER_CLUSTER = 32;
    private static final int ITERATIONS = 10;
    private static final int ROWS = 32; // points of one product

    private final ItemPoints points;
    private final int clusters;
    private final float[] centres; // (clusters, depth)
    private final float[] tiles; // (ROWS / 4, depth, 4)
    private final float[] scores; // (ROWS, padded clusters)

    private ItemClusters(ItemPoints points, int clusters) {
        int depth = points.depth;
        this.points = points;
        this.clusters = clusters;
        this.centres = new float[Math.multiplyExact(clusters, depth)];
        this.tiles = new float[VectorMatrix.tiledLength(ROWS, depth)];
        this.scores = new float[Math.multiplyExact(ROWS, clusters + VectorMatrix.PANEL)];
        for (int c = 0; c < clusters; c++) {
            int item = (int) ((long) c * points.items / clusters);
            System.arraycopy(points.values, item * depth, centres, c * depth, depth);
        }
    }

    /** The cluster of each item (items), from 0 on. */
    static int[] of(ItemPoints points, int clusters) {
        ItemClusters found = new ItemClusters(points, clusters);
        int step = Math.max(1, points.items / (SAMPLE_PER_CLUSTER * clusters));
        int[] assigned = new int[points.items];
        for (int i = 0; i < ITERATIONS; i++) {
            found.assign(step, assigned);
            found.moveCentres(step, assigned);
        }
        found.assign(1, assigned);
        return assigned;
    }

    private void assign(int step, int[] assigned) {
        int depth = points.depth;
        VectorMatrix packed = new VectorMatrix(depth, clusters, (k, c) -> centres[c * depth + k]);
        float[] start = new float[clusters];
        for (int c = 0; c < clusters; c++) {
            for (int k = 0; k < depth; k++) {
                start[c] -= centres[c * depth + k] * centres[c * depth + k] / 2;
            }
        }
        float[] padded = packed.padded(start, 0, clusters, Float.NEGATIVE_INFINITY);
        for (int first = 0; first < points.items; first += ROWS * step) {
            int count = Math.min(ROWS, (points.items - first + step - 1) / step);
            for (int i = 0; i < count; i++) {
                VectorMatrix.putRow(points.values, (first + i * step) * depth, depth, tiles, depth, i, 0);
            }
            packed.multiply(tiles, count, padded, scores);
            for (int i = 0; i < count; i++) {
                assigned[first + i * step] = highest(i * packed.paddedColumns());
            }
        }
    }

    private int highest(int from) {
        int highest = 0;
        float score = scores[from];
        for (int c = 1; c < clusters; c++) {
            if (scores[from + c] > score) {
                score = scores[from + c];
                highest = c;
            }
        }
        return highest;
    }

    /** Each centre becomes the mean of its points; one without points stays. */
    private void moveCentres(int step, int[] assigned) {
        int depth = points.depth;
        double[] sums = new double[centres.length];
        int[] counts = new int[clusters];
        for (int item = 0; item < points.items; item += step) {
            int c = assigned[item];
            counts[c]++;
            for (int k = 0; k < depth; k++) {
                sums[c * depth + k] += points.values[item * depth + k];
            }
        }
        for (int at = 0; at < centres.length; at++) {
            int count = counts[at / depth];
            centres[at] = count == 0 ? centres[at] : (float) (sums[at] / count);
        }
    }
}
