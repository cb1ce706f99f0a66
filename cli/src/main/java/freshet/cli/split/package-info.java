/**
 * {@code freshet split}: one log in, logs to train, validate and test on out. Imports {@code log}
 * of the commands, the trainer's splits and {@code freshet.model}.
 */
@NullMarked
package freshet.cli.split;

import org.jspecify.annotations.NullMarked;
