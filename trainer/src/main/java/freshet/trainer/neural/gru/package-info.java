/**
 * A layer of gated recurrent units in training: its weights, and its steps forward and backward
 * over a batch. All neural models share it; {@code freshet.model.encoder.gru} serves what it
 * learns. In shapes, B is the batch size, d the layer's input width, h its width. Imports
 * {@code freshet.trainer.linear} and {@code freshet.trainer.neural.weights}.
 */
@NullMarked
package freshet.trainer.neural.gru;

import org.jspecify.annotations.NullMarked;
