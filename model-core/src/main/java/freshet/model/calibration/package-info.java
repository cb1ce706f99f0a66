/**
 * Makes the probabilities of an answer right: what a model gives is mapped to what happens. Imports
 * {@code freshet.model} and float arithmetic.
 */
@NullMarked
package freshet.model.calibration;

import org.jspecify.annotations.NullMarked;
