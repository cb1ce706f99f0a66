package freshet.model.scoring.pruned;

import freshet.model.math.VectorMatrix;
import freshet.model.scoring.ItemHead;

/**
 * The items in the form in which a {@link PrunedScorer} wants them. The first pass takes an item's
 * score for
 *
 * <pre>
 *   s' = μ + (y − ȳ) · x + b − b̄
 * </pre>
 *
 * <p>with μ the exact mean score of its cluster, y its coordinates along the axes, x the query's:
 * what is neglected is how far the item is from the middle of its cluster across the axes.
 * Immutable; threads share it.
 */
final class PrunedItems {
    final ItemHead head;
    final int axes;
    final VectorMatrix basis; // V (width, axes)
    final ClusterLayout layout;
    final ClusterMoments moments;
    final VectorMatrix deviations; // y − ȳ, then 1 to take μ in (axes + 1, slots); zero in a slot without an item
    final float[] bias; // b − b̄ (items)

    PrunedItems(ItemHead head, int clusters, int axes) {
        this.head = head;
        this.axes = axes;
        double[] directions = PrincipalAxes.of(head, axes);
        basis = new VectorMatrix(head.width(), axes, (k, axis) -> (float) directions[k * axes + axis]);
        ItemPoints points = new ItemPoints(head, directions);
        layout = new ClusterLayout(ItemClusters.of(points, clusters), clusters);
        moments = new ClusterMoments(head, points, layout);
        deviations = new VectorMatrix(axes + 1, layout.slots(), (axis, slot) -> {
            int row = layout.row(slot);
            if (row == ClusterLayout.EMPTY) {
                return 0f;
            }
            return axis == axes ? 1f : points.at(row, axis) - moments.mean(layout.cluster(row), axis);
        });
        bias = new float[head.items()];
        for (int row = 0; row < bias.length; row++) {
            bias[row] = head.bias()[row] - moments.mean(layout.cluster(row), axes);
        }
    }
}
