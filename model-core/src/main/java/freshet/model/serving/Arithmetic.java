package freshet.model.serving;

import freshet.model.encoder.GruLayer;
import freshet.model.encoder.GruWeights;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ScoringKernel;
import freshet.model.vector.PrunedKernel;
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
     * Says at a start, rather than with the first model, what this JVM lacks: by a warning, or by an error where nothing else is left.
     *
     * @throws IllegalStateException if the settings cannot be met in this JVM
     */
    public void announce() {
        boolean vectors = kernel.usesVectors();
        if (mode == ScoringMode.PRUNED && !vectors) {
            throw new IllegalStateException(
                    "scoring.mode pruned computes with the Vector API alone; set scoring.kernel to auto or"
                            + " vector and start this JVM with --add-modules jdk.incubator.vector (on a cluster:"
                            + " env.java.opts.taskmanager), or set scoring.mode to exact");
        }
    }

    /** The same with all items scored. */
    Arithmetic exact() {
        return new Arithmetic(kernel, ScoringMode.EXACT);
    }

    /** Brings an item head into the form that is scored with. */
    ScoringKernel scoring(ItemHead head) {
        announce();
        return mode == ScoringMode.PRUNED ? new PrunedKernel(head) : kernel.scoring(head);
    }

    /** Brings a GRU layer into the form that is computed with. */
    GruLayer gru(GruWeights weights) {
        return kernel.gru(weights);
    }
}
