/**
 * The heart of the job: events gathered into batches, answered from their sessions' states. The operator and what it keeps
 * state with know Flink; the batch, its answering and its counts do not. Imports the packages beside it and
 * {@code freshet.model}.
 */
@NullMarked
package freshet.job.operator;

import org.jspecify.annotations.NullMarked;
