package freshet.model.scoring.pruned;

import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.ScoringKernel;

/**
 * Scores large catalogues in part. Items that score alike are together in clusters (an inverted
 * file, Jégou et al. 2011, section 4). For each query the clusters of the best mean scores go
 * through a first pass over the items' coordinates along their
 * {@linkplain PrincipalAxes principal axes}, and the best of these are scored in full. So a ranked
 * item has its exact score and is in the right order, but one may be missing; the softmax
 * denominator is estimated where nothing was scored in full.
 *
 * <p>Variances are squares: the terms of a score, Σ_j |E_ij q_j| + |b_i|, must stay below 1e18, as
 * they do in every bundle that is served.
 *
 * <p>To build it is work for the background, the more than the exact kernel as there are items. On
 * the heap: the axes' share of the embedding, three integers and a bias per item and what
 * {@link ClusterMoments} holds; the embedding itself stays as the head has it. Threads share it.
 */
public final class PrunedKernel implements ScoringKernel {
    private final PruningPlan plan;
    private final PrunedItems items;

    /** Builds the clusters with the default plan. */
    public PrunedKernel(ItemHead head) {
        this(head, PruningPlan.of(head.items(), head.width()));
    }

    /** Builds the clusters. */
    public PrunedKernel(ItemHead head, PruningPlan plan) {
        this.plan = plan;
        this.items = new PrunedItems(head, plan.clusters(), plan.axes());
    }

    @Override
    public ItemScorer newScorer(int maxBatch, int k) {
        return new PrunedScorer(items, plan.wanting(k), maxBatch, k);
    }

    @Override
    public void close() {
        // the heap's memory needs no freeing
    }
}
