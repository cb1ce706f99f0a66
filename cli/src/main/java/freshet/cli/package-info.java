/**
 * The command line: its root, what all commands share, one package per command below. Imports everybody; nobody imports it.
 */
@NullMarked
package freshet.cli;

import org.jspecify.annotations.NullMarked;
