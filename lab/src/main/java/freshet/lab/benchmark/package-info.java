/**
 * {@code freshet benchmark}: how fast this machine does the heavy work, and how good its results
 * are. Imports the trainer and {@code freshet.model}.
 */
@NullMarked
package freshet.lab.benchmark;

import org.jspecify.annotations.NullMarked;
