package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.BundleTensors;

/**
 * A session's events, each weighed by its distance from the last one, times a sparse matrix of
 * weights between items (Choi et al., "Session-aware Linear Item-Item Models for Session-based
 * Recommendation", WWW 2021):
 *
 * <pre>
 *   score(j | s) = Σ_n decay^(|s| − n) · B(s_n → j),  n = 1 … |s|
 *   p(j | s) = score(j | s) / Σ_j' score(j' | s)
 * </pre>
 *
 * <p>B holds weights above 0 alone. Items without a score are not ranked: −∞, and they are a miss
 * under every tie rule. Immutable; threads share it.
 */
final class SlistModel implements NextItemModel {
    private final Vocabulary vocabulary;
    private final WeightedRules rules;
    private final float decay;

    private SlistModel(Vocabulary vocabulary, WeightedRules rules, float decay) {
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.decay = decay;
    }

    static SlistModel of(ModelBundle bundle) {
        float decay = new BundleTensors(bundle).share("position_decay");
        double sessionWeight = 1 / (1.0 - decay); // of a session without end
        return new SlistModel(bundle.vocabulary(), WeightedRules.of(bundle, sessionWeight), decay);
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
        return new SlistRecommender(rules, decay, k);
    }

    @Override
    public void close() {}
}
