package freshet.model.scoring.pruned;

import freshet.model.math.VectorMatrix;
import freshet.model.scoring.ItemHead;

/**
 * What a cluster's scores look like without looking at its items. Query q has the coordinates x =
 * Vᵀ q. The scores have the mean μ = ē · q + b̄. With uncorrelated coordinates their variance is σ²
 * = Σ_a x_a² v_a + (|q|² − |x|²) u + w: v are the variances along the axes, u is the mean variance
 * across them, w is that of the bias. Were they normal, then Σ e^s = n e^(μ + σ²/2). Immutable;
 * threads share it.
 */
final class ClusterMoments {
    private final VectorMatrix means; // ē (width, clusters)
    private final float[] meanStart; // b̄ (padded clusters)
    private final VectorMatrix spreads; // v / 2, then u / 2 (axes + 1, clusters)
    private final float[] spreadStart; // w / 2 (padded clusters)
    private final int depth; // axes + 1
    private final float[] centres; // (clusters, depth)

    ClusterMoments(ItemHead head, ItemPoints points, ClusterLayout layout) {
        int width = head.width();
        int axes = points.depth - 1;
        Sums sums = new Sums(layout, width, points.depth);
        for (int row = 0; row < head.items(); row++) {
            if (head.bias()[row] > Float.NEGATIVE_INFINITY) {
                sums.add(layout.cluster(row), head.embedding(), row * width, points.values, row * points.depth);
            }
        }
        int clusters = layout.clusters();
        means = new VectorMatrix(width, clusters, (k, c) -> (float) sums.mean(c, k));
        spreads = new VectorMatrix(
                axes + 1, clusters, (a, c) -> (float) ((a < axes ? sums.variance(c, a) : sums.across(c, axes)) / 2));
        depth = points.depth;
        centres = new float[clusters * depth];
        for (int at = 0; at < centres.length; at++) {
            centres[at] = (float) sums.pointMean(at / depth, at % depth);
        }
        float[] mean = new float[clusters];
        float[] spread = new float[clusters];
        for (int c = 0; c < clusters; c++) {
            mean[c] = mean(c, axes);
            spread[c] = (float) (sums.variance(c, axes) / 2);
        }
        meanStart = means.padded(mean, 0, clusters, 0f);
        spreadStart = spreads.padded(spread, 0, clusters, 0f);
    }

    /** Mean of a cluster's points along an axis; b̄ for the last one, the bias. */
    float mean(int cluster, int coordinate) {
        return centres[cluster * depth + coordinate];
    }

    /** Columns of what the products give: clusters, rounded up to whole panels. */
    int stride() {
        return means.paddedColumns();
    }

    /**
     * @param tiles queries (count, width) in tiles
     * @param out receives μ (count rounded up to whole tiles, stride)
     */
    void means(float[] tiles, int count, float[] out) {
        means.multiply(tiles, count, meanStart, out);
    }

    /**
     * @param tiles x_a² and last |q|² − |x|² (count, axes + 1) in tiles
     * @param out receives σ²/2 (count rounded up to whole tiles, stride)
     */
    void spreads(float[] tiles, int count, float[] out) {
        spreads.multiply(tiles, count, spreadStart, out);
    }

    /** Sums over the items of each cluster. */
    private static final class Sums {
        private final int width;
        private final int depth;
        private final int[] counts; // (clusters)
        private final double[] rows; // (clusters, width)
        private final double[] lengths; // (clusters): Σ |E_i|²
        private final double[] points; // (clusters, depth)
        private final double[] squares; // (clusters, depth)

        Sums(ClusterLayout layout, int width, int depth) {
            this.width = width;
            this.depth = depth;
            int clusters = layout.clusters();
            counts = new int[clusters];
            rows = new double[Math.multiplyExact(clusters, width)];
            lengths = new double[clusters];
            points = new double[Math.multiplyExact(clusters, depth)];
            squares = new double[Math.multiplyExact(clusters, depth)];
        }

        void add(int c, float[] embedding, int row, float[] values, int point) {
            counts[c]++;
            for (int k = 0; k < width; k++) {
                double value = embedding[row + k];
                rows[c * width + k] += value;
                lengths[c] += value * value;
            }
            for (int a = 0; a < depth; a++) {
                double value = values[point + a];
                points[c * depth + a] += value;
                squares[c * depth + a] += value * value;
            }
        }

        double mean(int c, int k) {
            return rows[c * width + k] / Math.max(1, counts[c]);
        }

        double pointMean(int c, int a) {
            return points[c * depth + a] / Math.max(1, counts[c]);
        }

        double variance(int c, int a) {
            double mean = pointMean(c, a);
            return Math.max(0, squares[c * depth + a] / Math.max(1, counts[c]) - mean * mean);
        }

        /** Mean variance in the directions across the axes. */
        double across(int c, int axes) {
            double variance = lengths[c] / Math.max(1, counts[c]);
            for (int k = 0; k < width; k++) {
                variance -= mean(c, k) * mean(c, k);
            }
            for (int a = 0; a < axes; a++) {
                variance -= variance(c, a);
            }
            return width == axes ? 0 : Math.max(0, variance) / (width - axes);
        }
    }
}
