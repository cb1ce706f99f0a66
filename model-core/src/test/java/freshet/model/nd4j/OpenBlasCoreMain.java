package freshet.model.nd4j;

import freshet.model.scoring.ItemHead;
import freshet.model.scoring.exact.Nd4jKernel;
import java.util.List;

/**
 * Makes two kernels, and prints the core that was chosen: run in a JVM of its own by
 * {@link OpenBlasCoreTest}.
 */
final class OpenBlasCoreMain {
    private OpenBlasCoreMain() {}

    public static void main(String[] arguments) {
        ItemHead head = new ItemHead(1, 2, new float[] {1, 2}, new float[] {0});
        List.of(new Nd4jKernel(head), new Nd4jKernel(head)).forEach(Nd4jKernel::close);
        System.out.println(OpenBlasCore.ofThisProcess().orElseThrow().name());
    }
}
