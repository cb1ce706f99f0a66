/**
 * {@code freshet train}, {@code freshet tune} and {@code freshet mix}: a recorded log in, a model
 * bundle or a search's result out. Imports {@code kafka}, {@code log}, {@code topic},
 * {@code publish} and {@code terminal} of the commands, the trainer and {@code freshet.model}.
 */
@NullMarked
package freshet.cli.train;

import org.jspecify.annotations.NullMarked;
