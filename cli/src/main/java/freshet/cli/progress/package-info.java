/** Progress of long work, shown where standard error is a terminal. Imports the progress bar library and JLine. */
@NullMarked
package freshet.cli.progress;

import org.jspecify.annotations.NullMarked;
