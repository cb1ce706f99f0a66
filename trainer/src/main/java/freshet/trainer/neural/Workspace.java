package freshet.trainer.neural;

import freshet.trainer.linear.NativeMemory;
import freshet.trainer.linear.Team;
import freshet.trainer.neural.weights.ItemShare;
import java.util.List;

/**
 * What the parts of a model work with in one pass.
 *
 * @param team threads that share the work
 * @param shares the items that each member looks after
 * @param memory outside of Java's heap, for matrices
 */
public record Workspace(Team team, List<ItemShare> shares, NativeMemory memory) implements AutoCloseable {

    /**
     * @param threads at least 1
     * @param items V
     */
    public static Workspace of(int threads, int items) {
        return new Workspace(new Team(threads), ItemShare.of(threads, items), new NativeMemory());
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
