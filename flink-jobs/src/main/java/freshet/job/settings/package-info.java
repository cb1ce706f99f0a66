/**
 * Every setting of the job: its key, type, default and meaning, read from a file and from
 * overrides, checked once. What they come to among Flink's options: checkpoints, state backend.
 * Where Kafka's clients look up the secrets that their properties refer to. Imports Flink's
 * configuration, Kafka's config providers, model-core, schemas, and of the job
 * {@code model.AllowedStores} alone.
 */
@NullMarked
package freshet.job.settings;

import org.jspecify.annotations.NullMarked;
