package freshet.model.arithmetic;

import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ScoringKernel;
import freshet.model.scoring.exact.Nd4jKernel;
import freshet.model.scoring.exact.VectorKernel;
import freshet.model.scoring.pruned.PrunedKernel;
import java.io.Serializable;

/**
 * What a neural model computes with. Immutable.
 *
 * @param kernel whose instructions
 * @param mode how many of the items are scored
 */
public record Arithmetic(KernelChoice kernel, ScoringMode mode) implements Serializable {
    /** All items, by what this JVM has. */
    public static final Arithmetic DEFAULT = new Arithmetic(KernelChoice.AUTO, ScoringMode.EXACT);

    /**
     * Says at a start, rather than with the first model, what this JVM lacks: by a warning, or by
     * an error where nothing else is left.
     *
     * @throws IllegalStateException if the settings cannot be met in this JVM
     */
    public void checkJvm() {
        if (!usesVectorApi() && mode == ScoringMode.PRUNED) {
            throw new IllegalStateException(
                    "scoring.mode pruned computes with the Vector API alone; set scoring.kernel to auto or"
                            + " vector and start this JVM with --add-modules jdk.incubator.vector (on a cluster:"
                            + " env.java.opts.taskmanager), or set scoring.mode to exact");
        }
    }

    /**
     * Whether this JVM computes with the Vector API: a kind that has layers for it then takes
     * those.
     *
     * @throws IllegalStateException if the Vector API is asked for and this JVM runs without its
     *     module
     */
    public boolean usesVectorApi() {
        return kernel.usesVectorApi();
    }

    /** The same with all items scored. */
    public Arithmetic exact() {
        return new Arithmetic(kernel, ScoringMode.EXACT);
    }

    /**
     * Brings an item head into the form that is scored with.
     *
     * @throws IllegalStateException if this JVM cannot score so
     */
    public ScoringKernel scoring(ItemHead head) {
        checkJvm();
        if (mode == ScoringMode.PRUNED) {
            return new PrunedKernel(head);
        }
        return usesVectorApi() ? new VectorKernel(head) : new Nd4jKernel(head);
    }
}
