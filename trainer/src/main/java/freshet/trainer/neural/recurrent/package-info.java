/**
 * Recurrent layers in training: a layer's weights, and its steps forward and backward over a batch,
 * for GRU, LSTM and the plain recurrent network. All neural models share them;
 * {@code freshet.model.encoder.recurrent} serves what they learn. A new cell is one
 * {@link TrainedLayer} with its {@link TrainedCell}. In shapes, B is the batch size, d the layer's
 * input width, h its width, k its blocks of columns, s the floats of its state. Imports
 * {@code freshet.model.encoder.recurrent}, {@code freshet.trainer.linear} and
 * {@code freshet.trainer.neural.weights}.
 */
@NullMarked
package freshet.trainer.neural.recurrent;

import org.jspecify.annotations.NullMarked;
