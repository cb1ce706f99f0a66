/** {@code freshet publish}: a bundle put into the store and announced. Imports model-core, schemas, Kafka clients and Flink's
 * file systems. */
@NullMarked
package freshet.cli.publish;

import org.jspecify.annotations.NullMarked;
