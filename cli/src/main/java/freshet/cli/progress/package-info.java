/** Progress of long work on standard error, as a bar or as lines. Imports the progress bar library and JLine. */
@NullMarked
package freshet.cli.progress;

import org.jspecify.annotations.NullMarked;
