package freshet.model.encoder.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The same step as {@link GruReference}'s, for all sessions at once, by ND4J's own operations. */
final class Nd4jGruReference {
    private final int width;
    private final INDArray input; // W (d, 3h)
    private final INDArray recurrent; // U (h, 3h)
    private final INDArray bias; // b (3h)

    Nd4jGruReference(CellWeights weights) {
        width = weights.width();
        input = doubles(weights.input(), weights.inputWidth(), 3 * width);
        recurrent = doubles(weights.recurrent(), width, 3 * width);
        bias = doubles(weights.bias(), 1, 3 * width);
    }

    /**
     * Next hidden states (sessions, h) from inputs (sessions, d) and hidden states (sessions, h).
     */
    INDArray step(INDArray x, INDArray hidden) {
        INDArray fromInput = x.mmul(input).addRowVector(bias);
        INDArray reset = Transforms.sigmoid(gate(fromInput, hidden, 0));
        INDArray update = Transforms.sigmoid(gate(fromInput, hidden, 1));
        INDArray candidate = Transforms.tanh(gate(fromInput, reset.mul(hidden), 2));
        return hidden.add(update.mul(candidate.sub(hidden)));
    }

    private INDArray gate(INDArray fromInput, INDArray hidden, int gate) {
        var columns = interval(gate * width, (gate + 1) * width);
        return fromInput.get(all(), columns).add(hidden.mmul(recurrent.get(all(), columns)));
    }

    /** A matrix in double precision. */
    static INDArray doubles(float[] values, int rows, int columns) {
        return Nd4j.createFromArray(values).reshape('c', rows, columns).castTo(DataType.DOUBLE);
    }
}
