package freshet.trainer.neural;

import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.ProductKernel;
import freshet.trainer.linear.Team;
import freshet.trainer.neural.weights.ItemShare;
import java.util.List;

/**
 * What the parts of a model work with in one pass.
 *
 * @param team threads that share the work
 * @param shares the items that each member looks after
 * @param memory for matrices
 */
public record Workspace(Team team, List<ItemShare> shares, MatrixMemory memory) implements AutoCloseable {

    /**
     * @param threads at least 1
     * @param items V
     */
    public static Workspace of(int threads, int items) {
        return of(threads, items, ProductKernel.OPENBLAS);
    }

    /**
     * @param threads at least 1
     * @param items V
     * @param kernel of the products
     */
    public static Workspace of(int threads, int items, ProductKernel kernel) {
        return new Workspace(new Team(threads), ItemShare.of(threads, items), kernel.memory());
    }

    /** Ends the other threads and gives the memory back. */
    @Override
    public void close() {
        try {
            team.close();
        } finally {
            memory.close();
        }
    }
}
