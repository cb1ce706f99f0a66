package freshet.model.arithmetic;

import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ScoringKernel;
import freshet.model.scoring.exact.Nd4jKernel;
import freshet.model.scoring.exact.RowKernel;
import freshet.model.scoring.exact.VectorKernel;
import freshet.model.scoring.pruned.PrunedKernel;
import java.io.Serializable;

/**
 * What a neural model computes with. Immutable.
 *
 * @param kernel whose instructions
 * @param mode how many of the items are scored
 * @param precision how the items' weights are held for that
 * @param packed whether they are brought into the form that is scored fastest; else they stay as
 *     the bundle has them, for a few sessions
 */
public record Arithmetic(KernelChoice kernel, ScoringMode mode, ScoringPrecision precision, boolean packed)
        implements Serializable {
    /** All items, by what this JVM has. */
    public static final Arithmetic DEFAULT = new Arithmetic(KernelChoice.AUTO, ScoringMode.EXACT);

    /** With the weights as the bundle has them. */
    public Arithmetic(KernelChoice kernel, ScoringMode mode) {
        this(kernel, mode, ScoringPrecision.FLOAT32);
    }

    /** With the items brought into the form that is scored fastest. */
    public Arithmetic(KernelChoice kernel, ScoringMode mode, ScoringPrecision precision) {
        this(kernel, mode, precision, true);
    }

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
        if (precision == ScoringPrecision.BFLOAT16) {
            checkHalfPrecision();
        }
    }

    private void checkHalfPrecision() {
        if (mode == ScoringMode.PRUNED) {
            throw new IllegalStateException(
                    "scoring.precision bfloat16 is for all items, and scoring.mode is pruned; set scoring.mode to"
                            + " exact, or scoring.precision to float32");
        }
        if (!usesVectorApi()) {
            throw new IllegalStateException(
                    "scoring.precision bfloat16 computes with the Vector API alone; set scoring.kernel to auto or"
                            + " vector and start this JVM with --add-modules jdk.incubator.vector (on a cluster:"
                            + " env.java.opts.taskmanager), or set scoring.precision to float32");
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
        return new Arithmetic(kernel, ScoringMode.EXACT, precision, packed);
    }

    /** Whether it scores all items by the weights that the bundle has. */
    public boolean isExact() {
        return mode == ScoringMode.EXACT && precision == ScoringPrecision.FLOAT32;
    }

    /** The exact scores of a few sessions, for no more memory than the bundle's. */
    public Arithmetic unpacked() {
        return new Arithmetic(kernel, ScoringMode.EXACT, ScoringPrecision.FLOAT32, false);
    }

    /**
     * Brings an item head into the form that is scored with.
     *
     * @throws IllegalStateException if this JVM cannot score so
     */
    public ScoringKernel scoring(ItemHead head) {
        checkJvm();
        if (!packed) {
            return new RowKernel(head);
        }
        if (mode == ScoringMode.PRUNED) {
            return new PrunedKernel(head);
        }
        if (precision == ScoringPrecision.BFLOAT16) {
            return VectorKernel.ofHalfPrecision(head);
        }
        return usesVectorApi() ? new VectorKernel(head) : new Nd4jKernel(head);
    }
}
