/**
 * Layer normalisation, in training, for every model. Imports {@code freshet.trainer.linear} and
 * {@code freshet.trainer.neural.weights}, and scratch of {@code freshet.trainer.neural.attention}.
 */
@NullMarked
package freshet.trainer.neural.norm;

import org.jspecify.annotations.NullMarked;
