/**
 * The mix of models: its parts trained by their own trainers, and weights fitted to sessions that
 * they have not learned from. Imports the trainer's root, settings, tuning, bundle and
 * calibration, and {@code freshet.model}.
 */
@NullMarked
package freshet.trainer.mix;

import org.jspecify.annotations.NullMarked;
