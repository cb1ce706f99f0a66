package freshet.trainer.gru4rec;

import freshet.trainer.linear.NativeMatrix;
import freshet.trainer.linear.NativeMemory;

/** The matrices of a {@link TrainedGruWeights}, or of a gradient of the same shape, where products reach them; and the bias. */
final class GruMatrices {
    final NativeMatrix input; // W (d, 3h)
    final NativeMatrix recurrentGates; // (h, 2h): reset | update
    final NativeMatrix recurrentCandidate; // (h, h)
    final float[] bias; // (3h)

    /** All zero. */
    GruMatrices(int inputWidth, int width, NativeMemory memory) {
        this.input = memory.matrix(inputWidth, 3 * width);
        this.recurrentGates = memory.matrix(width, 2 * width);
        this.recurrentCandidate = memory.matrix(width, width);
        this.bias = new float[3 * width];
    }
}
