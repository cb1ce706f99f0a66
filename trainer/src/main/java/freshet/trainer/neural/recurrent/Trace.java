package freshet.trainer.neural.recurrent;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one step of a batch through a recurrent layer leaves behind for the way back and for the
 * next step. Threads may work on different rows at once.
 */
public final class Trace {
    final int stateWidth; // s
    final float[] before; // (B, s): state before the step
    final Matrix beforeMatrix; // (B, h): the part of it that U is multiplied by
    final float[] kept; // (B, parts · h): what the cell wants on the way back
    final Optional<Matrix> keptMatrix; // (B, h): the same, for a product
    final float[] after; // (B, s): state after the step
    private final int width; // h

    /**
     * @param weights of the layer
     * @param batchSize B, most sessions in the step
     * @param memory from which the buffers come, which live as long as it
     */
    public Trace(LayerWeights weights, int batchSize, MatrixMemory memory) {
        TrainedCell cell = weights.cell();
        this.width = weights.width();
        this.stateWidth = weights.stateWidth();
        this.before = new float[batchSize * stateWidth];
        this.beforeMatrix = memory.matrix(batchSize, width);
        this.kept = new float[batchSize * cell.keptParts() * width];
        this.keptMatrix = cell.keptMatrix() ? Optional.of(memory.matrix(batchSize, width)) : Optional.empty();
        this.after = new float[batchSize * stateWidth];
    }

    /** The session in this row begins: its state before the step is zero. */
    public void begin(int row) {
        Arrays.fill(before, row * stateWidth, (row + 1) * stateWidth, 0f);
        beforeMatrix.put(row, 0, before, row * stateWidth, width);
    }

    /**
     * The session in this row goes on from its state after an earlier step.
     *
     * @param earlier that step's trace, of the same layer; may be this one
     * @param earlierRow the session's row there
     */
    public void goOn(int row, Trace earlier, int earlierRow) {
        System.arraycopy(earlier.after, earlierRow * stateWidth, before, row * stateWidth, stateWidth);
        beforeMatrix.put(row, 0, before, row * stateWidth, width);
    }

    /**
     * Copies out what goes up after the step.
     *
     * @param to receives it (h)
     */
    public void copyOutput(int row, float[] to) {
        System.arraycopy(after, row * stateWidth, to, 0, width);
    }
}
