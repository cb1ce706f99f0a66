/**
 * The output layer in training: losses over sampled items, the negatives and their logQ correction.
 * In shapes, B is the batch size, h the query's width, N the number of candidates, V the number of
 * items. Imports {@code freshet.trainer.linear}, {@code freshet.trainer.neural.weights} and
 * {@code freshet.model.math}.
 */
@NullMarked
package freshet.trainer.neural.loss;

import org.jspecify.annotations.NullMarked;
