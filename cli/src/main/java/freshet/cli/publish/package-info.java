/**
 * {@code freshet publish} and {@code freshet items}: what a running job is told. A bundle is put
 * into the store and announced; items are withheld, released or listed. Imports {@code gate},
 * {@code kafka}, {@code log} and {@code terminal} of the commands, model-core, schemas, serving,
 * Kafka clients and Flink's file systems.
 */
@NullMarked
package freshet.cli.publish;

import org.jspecify.annotations.NullMarked;
