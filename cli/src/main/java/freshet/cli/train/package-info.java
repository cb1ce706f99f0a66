/** {@code freshet train}: a recorded log in, a model bundle out. Imports the trainer and {@code freshet.model}. */
@NullMarked
package freshet.cli.train;

import org.jspecify.annotations.NullMarked;
