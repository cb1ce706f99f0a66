package freshet.model.kind.baseline;

import freshet.model.bundle.ModelBundle;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.SparseRows;

/**
 * Weighted rules from one item to another. The arrays are shared with the bundle: nobody writes to
 * them.
 *
 * @param rows j that follow from each row i (items)
 * @param weights of the rules, above 0 (rules)
 */
record WeightedRules(SparseRows rows, float[] weights) {

    /**
     * The rules of a bundle: {@code rules.offsets} (items + 1), {@code rules.next} (rules), rising
     * in each list, and {@code rules.weight} (rules), above 0.
     *
     * @param most that the sum of all weights is multiplied with when a session is scored
     * @throws freshet.model.bundle.BundleException if a tensor is not like that, or if a score
     *     might overflow
     */
    static WeightedRules of(ModelBundle bundle, double most) {
        BundleTensors tensors = new BundleTensors(bundle);
        int items = bundle.vocabulary().size();
        SparseRows rows = tensors.lists("rules.offsets", "rules.next", items, items);
        float[] weights = tensors.positive("rules.weight", rows.indices().length);
        Magnitudes.require("the weights of \"rules.weight\"", most * Magnitudes.sum(weights, 0, weights.length));
        return new WeightedRules(rows, weights);
    }
}
