/**
 * The command {@code prepare}. Imports the command line's other packages, the trainer and
 * {@code freshet.job.prepare}.
 */
@NullMarked
package freshet.cli.prepare;

import org.jspecify.annotations.NullMarked;
