/**
 * Trainers of the models that count: what every learned model has to beat. Imports
 * {@code freshet.model} and the trainer's API.
 */
@NullMarked
package freshet.trainer.baseline;

import org.jspecify.annotations.NullMarked;
