package freshet.model.kind.mix;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.Vocabulary;
import java.util.List;

/**
 * A mixture of the distributions of other models, its weights by the length of the session:
 *
 * <pre>
 *   p(i | s) = Σ_k w_k(|s|) p_k(i | s) / Σ_k w_k(|s|),   k over the models that answer s
 *   p_k(i | s) = e^(β_k s_i) / Σ_j e^(β_k s_j) of a softmax, s_i / Σ_j s_j of what counts
 * </pre>
 *
 * <p>A model answers a session if it knows one of its items and ranks any item; an item that it
 * does not know has probability 0 there. |s| counts the items of s that some model knows. The
 * states of the models that keep one are one after the other in the state of a session. Immutable;
 * threads share it.
 */
final class MixModel implements NextItemModel {
    private final Vocabulary vocabulary;
    private final MixPlan plan;
    private final List<MixedModel> models;
    private final Shares arithmetic;

    MixModel(Vocabulary vocabulary, MixPlan plan, List<MixedModel> models, Shares arithmetic) {
        this.vocabulary = vocabulary;
        this.plan = plan;
        this.models = List.copyOf(models);
        this.arithmetic = arithmetic;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int stateWidth() {
        return models.stream().mapToInt(model -> model.model().stateWidth()).sum();
    }

    @Override
    public BatchRecommender newRecommender(int maxBatch, int k) {
        return new MixRecommender(plan, models, arithmetic, vocabulary.size(), maxBatch, k);
    }

    @Override
    public void close() {
        models.forEach(model -> model.model().close());
    }
}
