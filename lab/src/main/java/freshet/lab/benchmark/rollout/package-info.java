/**
 * {@code freshet benchmark rollout}: how often the judge errs, and how much it needs. Imports the
 * commands ({@code freshet.cli}, {@code rollout}, {@code log}, {@code terminal}) and the evaluation
 * and sequential tests of {@code freshet.model}.
 */
@NullMarked
package freshet.lab.benchmark.rollout;

import org.jspecify.annotations.NullMarked;
