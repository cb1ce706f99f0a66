package freshet.model.kind.vmisknn;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.Vocabulary;

/**
 * VMIS-kNN (Kersbergen, Sprangers and Schelter, "Serenade: Low-Latency Session-Based Recommendation
 * in e-Commerce at Scale", SIGMOD 2022, section 3; as a recommender, VS-kNN of Ludewig and Jannach
 * 2018). Of the m newest past sessions n that share an item with session s, the k most similar
 * ones, N, vote for their items:
 *
 * <pre>
 *   score(j | s) = Σ_{n ∈ N, j ∈ n}  λ(s, n) · (Σ_{i ∈ s ∩ n} position(i) / |s|) · weight(j)
 *   λ(s, n) = 1 − x / 10, at least 0: the x-th last event of s is the latest that n shares
 * </pre>
 *
 * <p>Probabilities are shares of the sum of all scores. All neighbours vote for the session's last
 * item, so its votes say nothing: it gets the score that makes its probability the share of events
 * that repeat the one before. Items with no score are not ranked: −∞. Immutable; threads share it.
 */
final class VmisKnnModel implements NextItemModel {
    private final Vocabulary vocabulary;
    private final SessionIndex index;
    private final int neighbours;
    private final int lastItems;
    private final float repeatShare;

    /**
     * @param neighbours most past sessions that vote, k
     * @param lastItems of a session that are looked at, at least 1
     * @param repeatShare probability of the session's last item, in [0, 1); 0 leaves it out
     */
    VmisKnnModel(Vocabulary vocabulary, SessionIndex index, int neighbours, int lastItems, float repeatShare) {
        this.vocabulary = vocabulary;
        this.index = index;
        this.neighbours = neighbours;
        this.lastItems = lastItems;
        this.repeatShare = repeatShare;
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
        return new VmisKnnRecommender(index, new Neighbours(index, neighbours, lastItems), neighbours, repeatShare, k);
    }

    @Override
    public void close() {}
}
