/** What can be shown while work goes on, on a terminal and in a file. Imports JLine to ask whether there is a terminal. */
@NullMarked
package freshet.cli.terminal;

import org.jspecify.annotations.NullMarked;
