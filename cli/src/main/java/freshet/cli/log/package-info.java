/**
 * Recorded logs on the command line: reading them under a bar, and the format that needs Avro.
 * Imports {@code terminal} of the commands, {@code freshet.model} and {@code freshet.schema}.
 */
@NullMarked
package freshet.cli.log;

import org.jspecify.annotations.NullMarked;
