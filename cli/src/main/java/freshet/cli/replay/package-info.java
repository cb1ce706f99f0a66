/**
 * {@code freshet replay}: a recorded log sent to Kafka again. Imports model-core, schemas and Kafka
 * clients.
 */
@NullMarked
package freshet.cli.replay;

import org.jspecify.annotations.NullMarked;
