package freshet.model.scoring;

class Nd4jKernelTest extends ScoringKernelContract {

    @Override
    protected ScoringKernel kernel(ItemHead head) {
        return new Nd4jKernel(head);
    }
}
