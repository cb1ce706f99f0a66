package freshet.model.kind.baseline;

import freshet.model.SessionBatch;
import freshet.model.kind.SparseRecommender;
import freshet.model.kind.SparseRows;

/** Adds up the rules of a session's items. For one thread. */
final class SlistRecommender extends SparseRecommender {
    private final SparseRows rules;
    private final float[] weights; // (rules)
    private final float decay;

    /** @param decay what an event's weight is multiplied with per later event, in [0, 1) */
    SlistRecommender(WeightedRules rules, float decay, int k) {
        super(rules.rows().rows(), rules.rows().rows(), k);
        this.rules = rules.rows();
        this.weights = rules.weights();
        this.decay = decay;
    }

    @Override
    protected void addUp(SessionBatch batch, int session) {
        float eventWeight = 1;
        for (int at = batch.length(session) - 1; at >= 0 && eventWeight > 0; at--) {
            int item = batch.item(session, at);
            for (int i = rules.from(item); i < rules.to(item); i++) {
                add(rules.indices()[i], eventWeight * weights[i]);
            }
            eventWeight *= decay;
        }
    }
}
