/**
 * The whole way from a session's history to its ranked items, shared by the job and the evaluator. Imports
 * {@code freshet.model} and its sessions, bundles and scorers.
 */
@NullMarked
package freshet.model.serving;

import org.jspecify.annotations.NullMarked;
