/**
 * {@code freshet replay}: a recorded log sent to Kafka again. Imports {@code kafka},
 * {@code log} and {@code terminal} of the commands, model-core, schemas and Kafka clients.
 */
@NullMarked
package freshet.cli.replay;

import org.jspecify.annotations.NullMarked;
