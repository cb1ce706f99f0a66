/**
 * The weights of a neural model and what changes them: initial values, gradients by item, the
 * optimizer, the running mean. Imports {@code freshet.trainer.linear} and
 * {@code freshet.model.bundle}.
 */
@NullMarked
package freshet.trainer.neural.weights;

import org.jspecify.annotations.NullMarked;
