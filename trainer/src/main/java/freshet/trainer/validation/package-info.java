/** Measuring a model during its training, and ending that in time. Imports {@code freshet.model} and the trainer's root package. */
@NullMarked
package freshet.trainer.validation;

import org.jspecify.annotations.NullMarked;
