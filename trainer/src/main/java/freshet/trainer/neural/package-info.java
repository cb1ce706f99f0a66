/**
 * The training of a neural model: {@link freshet.trainer.neural.NeuralModel} is what a model
 * implements, {@link freshet.trainer.neural.NeuralTrainer} trains it epoch by epoch, with
 * validation, early stopping, snapshots and warm start. In shapes, B is the batch size, h the
 * query's width, V the number of items. Names no model; imports its own sub-packages, the trainer's
 * other packages and {@code freshet.model}.
 */
@NullMarked
package freshet.trainer.neural;

import org.jspecify.annotations.NullMarked;
