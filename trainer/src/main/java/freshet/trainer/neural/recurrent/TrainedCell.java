package freshet.trainer.neural.recurrent;

import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.neural.weights.Glorot;

/**
 * A kind of recurrent layer in training. A layer of h units over d inputs has the weights W (d,
 * kh), U (h, kh) and b (kh), with k blocks of columns. Its state is one vector of h or several; the
 * first one is what goes up. Immutable.
 *
 * @param name under which a bundle has its layers, and its variant in the configuration
 * @param variant which formulas of that name it computes
 * @param blocks k
 * @param stateParts vectors of h in a state
 * @param keptParts vectors of h that a step keeps for the way back
 * @param keptMatrix whether it keeps a vector of h for a product as well
 * @param squaresBackward products of (h, h) per event on the way back, without
 *     {@code squaresThroughTime}
 * @param squaresThroughTime products of (h, h) per event that bring the gradient to the event
 *     before
 * @param start draws W and U, and sets what of b does not start from zero
 * @param maker makes a layer
 */
public record TrainedCell(
        String name,
        String variant,
        int blocks,
        int stateParts,
        int keptParts,
        boolean keptMatrix,
        int squaresBackward,
        int squaresThroughTime,
        Start start,
        Maker maker) {

    /** What a layer's weights start from. */
    @FunctionalInterface
    public interface Start {

        /** Fills zero weights, in an order of draws that never changes. */
        void fill(LayerWeights zeros, Glorot glorot);
    }

    /** Makes layers. */
    @FunctionalInterface
    public interface Maker {

        /**
         * A layer with zero gradients; {@link TrainedLayer#load} brings its weights in.
         *
         * @param batchSize B, most sessions in one step
         * @param memory from which the buffers come, which live as long as it
         */
        TrainedLayer layer(LayerWeights weights, int batchSize, MatrixMemory memory);
    }

    /** Floats of the state of a layer of h units. */
    public int stateWidth(int width) {
        return stateParts * width;
    }
}
