/** Folders that commands make for themselves and take away again. Imports the JDK and {@code CommandException}. */
@NullMarked
package freshet.cli.folder;

import org.jspecify.annotations.NullMarked;
