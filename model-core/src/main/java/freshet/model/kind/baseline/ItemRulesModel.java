package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.RelatedItems;
import freshet.model.kind.RuleWeights;

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
    private final WeightedRules rules;

    private ItemRulesModel(Vocabulary vocabulary, WeightedRules rules) {
        this.vocabulary = vocabulary;
        this.rules = rules;
    }

    /** The model of a bundle with the tensors of {@link WeightedRules#of}. */
    static ItemRulesModel of(ModelBundle bundle) {
        return new ItemRulesModel(bundle.vocabulary(), WeightedRules.of(bundle, 1));
    }

    /**
     * The same rules as relations between items.
     *
     * @param measure what their weights are
     */
    static RelatedItems related(ModelBundle bundle, String measure) {
        WeightedRules rules = WeightedRules.of(bundle, 1);
        return new RuleWeights(measure, rules.rows().offsets(), rules.rows().indices(), rule -> rules.weights()[rule]);
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
        return new ItemRulesRecommender(rules.rows(), rules.weights(), k);
    }

    @Override
    public void close() {}
}
