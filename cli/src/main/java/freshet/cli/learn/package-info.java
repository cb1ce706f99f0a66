/**
 * {@code freshet learn}: the loop from captured events to the next model. It reads, trains, passes
 * the gate, publishes a challenger and has it judged; a journal lets the next run go on where one
 * was killed. Imports {@code gate}, {@code kafka}, {@code log}, {@code prepare}, {@code publish},
 * {@code rollout}, {@code terminal} and {@code train} of the commands, the job that prepares,
 * model-core, schemas, serving and the trainer.
 */
@NullMarked
package freshet.cli.learn;

import org.jspecify.annotations.NullMarked;
