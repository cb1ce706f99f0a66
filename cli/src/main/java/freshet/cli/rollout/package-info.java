/**
 * {@code freshet rollout}: the judge of a challenger. Imports {@code kafka} and {@code publish} of
 * the commands, {@code serving.trial} and {@code serving.table}, model-core, schemas and Kafka
 * clients.
 */
@NullMarked
package freshet.cli.rollout;

import org.jspecify.annotations.NullMarked;
