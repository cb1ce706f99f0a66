/**
 * The recommender job: the pipeline put together from its parts, and the entry point for a cluster.
 * Imports every package below it, model-core, schemas, Flink and Kafka; never the trainer.
 */
@NullMarked
package freshet.job;

import org.jspecify.annotations.NullMarked;
