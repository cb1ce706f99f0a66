/**
 * {@code freshet evaluate}: how good a model is on a recorded log. Others measure on one too.
 * Imports {@code log}, {@code topic} and {@code terminal} of the commands, and
 * {@code freshet.model}.
 */
@NullMarked
package freshet.cli.evaluate;

import org.jspecify.annotations.NullMarked;
