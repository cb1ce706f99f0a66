/**
 * {@code freshet compare}: models are trained and measured on the same logs. Imports {@code train},
 * {@code evaluate}, {@code log}, {@code terminal} and the root of the commands, model-core and
 * trainer.
 */
@NullMarked
package freshet.cli.compare;

import org.jspecify.annotations.NullMarked;
