/**
 * The weights of a neural model and what changes them: initial values, gradients by item, the
 * optimizer, the running mean. Imports the trainer's root package, {@code freshet.trainer.linear},
 * {@code freshet.model.bundle} and {@code freshet.model.kind}.
 */
@NullMarked
package freshet.trainer.neural.weights;

import org.jspecify.annotations.NullMarked;
