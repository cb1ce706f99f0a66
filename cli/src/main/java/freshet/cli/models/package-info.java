/**
 * {@code freshet models}: what is announced, what jobs answer with, which bundles of a store nobody
 * needs. Imports {@code kafka} and {@code publish} of the commands, model-core, schemas, Kafka
 * clients and Flink's file systems.
 */
@NullMarked
package freshet.cli.models;

import org.jspecify.annotations.NullMarked;
