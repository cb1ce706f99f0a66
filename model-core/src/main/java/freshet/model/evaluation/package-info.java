/**
 * How good the answers are: metrics over ranks, and the evaluator that plays recorded sessions
 * through the same {@link freshet.model.answer.SessionAnswerer} as the job. Imports
 * {@code freshet.model}, its answers, logs, sessions, loaded models and scoring.
 */
@NullMarked
package freshet.model.evaluation;

import org.jspecify.annotations.NullMarked;
