/**
 * Files of a shop's items: CSV, JSON lines and Avro, read whole before anything of them is sent.
 * Imports {@code log} and {@code terminal} of the commands, model-core and schemas.
 */
@NullMarked
package freshet.cli.item;

import org.jspecify.annotations.NullMarked;
