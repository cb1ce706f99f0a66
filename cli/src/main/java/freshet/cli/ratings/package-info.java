/**
 * {@code freshet ratings}: models that predict ratings, compared over folds of a log. Imports
 * {@code log} and {@code terminal} of the commands, and the trainer's {@code rating}.
 */
@NullMarked
package freshet.cli.ratings;

import org.jspecify.annotations.NullMarked;
