package freshet.trainer.gru4rec;

import freshet.trainer.linear.NativeMatrix;
import freshet.trainer.linear.NativeMemory;

/** What one step of a batch through a GRU layer leaves behind for the way back and for the next step. */
final class GruTrace {
    final float[] before; // (B, h): state before the step
    final NativeMatrix beforeMatrix; // (B, h): the same
    final float[] gates; // (B, 2h): r | z
    final NativeMatrix resetHidden; // (B, h): r ⊙ h
    final float[] candidate; // (B, h): n
    final float[] after; // (B, h): state after the step

    /**
     * @param width h
     * @param batchSize most sessions in the step
     */
    GruTrace(int width, int batchSize, NativeMemory memory) {
        this.before = new float[batchSize * width];
        this.beforeMatrix = memory.matrix(batchSize, width);
        this.gates = new float[batchSize * 2 * width];
        this.resetHidden = memory.matrix(batchSize, width);
        this.candidate = new float[batchSize * width];
        this.after = new float[batchSize * width];
    }
}
