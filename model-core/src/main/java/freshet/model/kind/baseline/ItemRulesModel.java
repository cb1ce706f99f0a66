package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.RelatedItems;
import freshet.model.kind.RuleWeights;
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
        SparseRows rules = rules(bundle, tensors);
        float[] weights = tensors.positive("rules.weight", rules.indices().length);
        Magnitudes.require("the weights of \"rules.weight\"", Magnitudes.sum(weights, 0, weights.length));
        return new ItemRulesModel(bundle.vocabulary(), rules, weights);
    }

    /**
     * The same rules as relations between items.
     *
     * @param measure what their weights are
     */
    static RelatedItems related(ModelBundle bundle, String measure) {
        BundleTensors tensors = new BundleTensors(bundle);
        SparseRows rules = rules(bundle, tensors);
        float[] weights = tensors.positive("rules.weight", rules.indices().length);
        return new RuleWeights(measure, rules.offsets(), rules.indices(), rule -> weights[rule]);
    }

    private static SparseRows rules(ModelBundle bundle, BundleTensors tensors) {
        int items = bundle.vocabulary().size();
        return tensors.lists("rules.offsets", "rules.next", items, items);
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
