/**
 * Makes a trained model right on sessions that it has not learned from: its probabilities, and how
 * likely the session's own items are. Imports {@code freshet.model}, its bundles, data, sessions,
 * loaded models, encoders, scoring and calibration.
 */
@NullMarked
package freshet.trainer.calibration;

import org.jspecify.annotations.NullMarked;
