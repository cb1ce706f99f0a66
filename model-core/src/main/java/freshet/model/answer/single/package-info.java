/**
 * One session at a time, given by its item ids alone: how it goes on, and which of its events weigh
 * in its answer. For a person's question, not for the job: it allocates. Imports
 * {@code freshet.model}, its answers, the rules of sessions and {@code freshet.model.load}.
 */
@NullMarked
package freshet.model.answer.single;

import org.jspecify.annotations.NullMarked;
