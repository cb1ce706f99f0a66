package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.SparseRows;

/**
 * Weighted rules from one item to another, of which those of the session's last item are asked:
 *
 * <pre>
 *   p(j | i) = w(i → j) / Σ_j' w(i → j')
 * </pre>
 *
 * <p>Items without a rule are not ranked: their score is −∞, and they are a miss under every tie
 * rule. What a weight means is its kind's matter. Immutable; threads share it.
 */
final class ItemRulesModel implements NextItemModel {
    private final Vocabulary vocabulary;
    private final SparseRows rules; // (items): rows j that follow from each row i
    private final float[] weights; // (rules), above 0

    private ItemRulesModel(Vocabulary vocabulary, SparseRows rules, float[] weights) {
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.weights = weights;
    }

    /**
     * The rules of a bundle: {@code rules.offsets} (items + 1), {@code rules.next} (rules), rising
     * in each list, and {@code rules.weight} (rules), above 0.
     */
    static ItemRulesModel of(ModelBundle bundle) {
        BundleTensors tensors = new BundleTensors(bundle);
        int items = bundle.vocabulary().size();
        SparseRows rules = tensors.lists("rules.offsets", "rules.next", items, items);
        float[] weights = tensors.positive("rules.weight", rules.indices().length);
        Magnitudes.require("the weights of \"rules.weight\"", Magnitudes.sum(weights, 0, weights.length));
        return new ItemRulesModel(bundle.vocabulary(), rules, weights);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int stateWidth() {
        return 0;
    }

    @Override
    public BatchRecommender newRecommender(int maxBatch, int k) {
        return new ItemRulesRecommender(rules, weights, k);
    }

    @Override
    public void close() {}
}
