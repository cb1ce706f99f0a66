package freshet.model.scoring.exact;

import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ScoringKernel;
import freshet.model.scoring.ScoringKernelContract;

class RowKernelTest extends ScoringKernelContract {

    @Override
    protected ScoringKernel kernel(ItemHead head) {
        return new RowKernel(head);
    }
}
