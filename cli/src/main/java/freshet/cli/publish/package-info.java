/**
 * {@code freshet publish} and {@code freshet items}: what a running job is told. A bundle is put
 * into the store and announced; items are loaded, withheld, released or shown. Imports
 * {@code gate}, {@code item}, {@code kafka}, {@code log} and {@code terminal} of the commands,
 * model-core, schemas, serving, Kafka clients and Flink's file systems.
 */
@NullMarked
package freshet.cli.publish;

import org.jspecify.annotations.NullMarked;
