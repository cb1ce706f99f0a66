package freshet.trainer.gru4rec;

import freshet.trainer.neural.weights.Glorot;
import java.util.List;

/**
 * The weights of one GRU layer. Columns of gates stand in the order reset | update |
 * candidate. The recurrent matrix is kept in two parts, since the candidate's product waits for the reset gate.
 */
final class TrainedGruWeights {
    final int inputWidth; // d; 0 for a layer that is given W x
    final int width; // h
    final float[] input; // W (d, 3h)
    final float[] recurrentGates; // (h, 2h): reset | update
    final float[] recurrentCandidate; // (h, h)
    final float[] bias; // (3h)

    /** All zero. */
    public TrainedGruWeights(int inputWidth, int width) {
        this.inputWidth = inputWidth;
        this.width = width;
        this.input = new float[inputWidth * 3 * width];
        this.recurrentGates = new float[width * 2 * width];
        this.recurrentCandidate = new float[width * width];
        this.bias = new float[3 * width];
    }

    /** Draws Glorot-uniform matrices, each gate's block on its own; the bias stays as it is. */
    public void randomise(Glorot glorot) {
        glorot.fill(input, inputWidth, width);
        glorot.fill(recurrentGates, width, width);
        glorot.fill(recurrentCandidate, width, width);
    }

    /** Columns of what comes in: d, or 3h for a layer that is given W x. */
    public int inputColumns() {
        return inputWidth == 0 ? 3 * width : inputWidth;
    }

    /** The whole recurrent matrix (h, 3h): reset | update | candidate. */
    public float[] recurrent() {
        float[] joined = new float[width * 3 * width];
        for (int row = 0; row < width; row++) {
            System.arraycopy(recurrentGates, row * 2 * width, joined, row * 3 * width, 2 * width);
            System.arraycopy(recurrentCandidate, row * width, joined, row * 3 * width + 2 * width, width);
        }
        return joined;
    }

    /** Takes both recurrent parts over from the whole matrix (h, 3h): reset | update | candidate. */
    public void setRecurrent(float[] joined) {
        for (int row = 0; row < width; row++) {
            System.arraycopy(joined, row * 3 * width, recurrentGates, row * 2 * width, 2 * width);
            System.arraycopy(joined, row * 3 * width + 2 * width, recurrentCandidate, row * width, width);
        }
    }

    /** Multiplies everything. */
    public void scale(float factor) {
        for (float[] array : List.of(input, recurrentGates, recurrentCandidate, bias)) {
            for (int i = 0; i < array.length; i++) {
                array[i] *= factor;
            }
        }
    }
}
