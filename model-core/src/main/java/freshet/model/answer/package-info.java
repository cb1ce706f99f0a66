/**
 * Answers a batch of sessions: from what is known of each to its ranked items, and what is kept out
 * of them. The job and the evaluator share it. Imports {@code freshet.model}, its sessions and
 * {@code freshet.model.load}.
 */
@NullMarked
package freshet.model.answer;

import org.jspecify.annotations.NullMarked;
