/**
 * What a session is: which events belong to it, in which order, and when the cached hidden vector
 * still holds. The job and the evaluator both go through here, so they cannot disagree. Imports the
 * JDK and the hash of {@code freshet.model.text}.
 */
@NullMarked
package freshet.model.session;

import org.jspecify.annotations.NullMarked;
