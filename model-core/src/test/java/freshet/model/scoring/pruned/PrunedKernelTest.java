package freshet.model.scoring.pruned;

import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ScoringKernel;
import freshet.model.scoring.ScoringKernelContract;

/**
 * Where every item is a candidate nothing is estimated, and the contract of every kernel holds as
 * it stands.
 */
class PrunedKernelTest extends ScoringKernelContract {

    @Override
    protected ScoringKernel kernel(ItemHead head) {
        PruningPlan plan = PruningPlan.of(head.items(), head.width());
        return new PrunedKernel(head, new PruningPlan(plan.clusters(), plan.axes(), plan.scanned(), head.items()));
    }
}
