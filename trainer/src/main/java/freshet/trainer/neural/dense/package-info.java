/**
 * The fully connected layer, in training, for every model. Imports {@code freshet.trainer.linear},
 * {@code freshet.trainer.neural.weights} and the activations of {@code freshet.model}.
 */
@NullMarked
package freshet.trainer.neural.dense;

import org.jspecify.annotations.NullMarked;
