/**
 * The commands for production: their root, the options and errors that all of them share, one
 * package per command below. Imports everybody but {@code freshet.lab}.
 */
@NullMarked
package freshet.cli;

import org.jspecify.annotations.NullMarked;
