/**
 * What the job says of itself in Flink's metrics: answers, sessions, models, and how good the
 * answers were. Imports {@code model} and {@code stream} for what it counts,
 * model-core, schemas and Flink's metrics.
 */
@NullMarked
package freshet.job.metrics;

import org.jspecify.annotations.NullMarked;
