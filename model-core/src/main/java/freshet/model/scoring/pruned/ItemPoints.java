package freshet.model.scoring.pruned;

import freshet.model.scoring.ItemHead;

/**
 * The items as points: their coordinates along the principal axes, then the bias, so that points
 * which lie close score alike for every query. An item of bias −∞, which is never ranked, is at
 * bias 0.
 */
final class ItemPoints {
    final int items;
    final int depth; // axes + 1
    final float[] values; // (items, depth)

    /** @param basis V (width, axes) */
    ItemPoints(ItemHead head, double[] basis) {
        int axes = basis.length / head.width();
        items = head.items();
        depth = axes + 1;
        values = new float[Math.multiplyExact(items, depth)];
        double[] projected = new double[axes];
        for (int item = 0; item < items; item++) {
            PrincipalAxes.project(head, item, basis, projected);
            for (int a = 0; a < axes; a++) {
                values[item * depth + a] = (float) projected[a];
            }
            float bias = head.bias()[item];
            values[item * depth + axes] = bias > Float.NEGATIVE_INFINITY ? bias : 0f;
        }
    }

    float at(int item, int coordinate) {
        return values[item * depth + coordinate];
    }
}
