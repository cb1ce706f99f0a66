/**
 * What a command tells about its work: progress as a bar or as lines, figures, spans of time, and
 * what the work took. Imports the progress bar library and JLine.
 */
@NullMarked
package freshet.cli.terminal;

import org.jspecify.annotations.NullMarked;
