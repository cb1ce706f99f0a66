package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.Vocabulary;
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
    private final float[] weights; // (rules)

    /** @param weights of the rules, in their order, above 0 (rules) */
    ItemRulesModel(Vocabulary vocabulary, SparseRows rules, float[] weights) {
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.weights = weights;
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
