/**
 * Makes the probabilities of a trained model right, on sessions that it has not learned from.
 * Imports {@code freshet.model}, its bundles, data, sessions, loaded models and calibration.
 */
@NullMarked
package freshet.trainer.calibration;

import org.jspecify.annotations.NullMarked;
