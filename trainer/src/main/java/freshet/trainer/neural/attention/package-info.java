/**
 * Attention over windows of rows, trained, for every model that has it. In shapes, B is the batch
 * size, R the rows of all windows of a step, h the width. Imports {@code freshet.trainer.neural},
 * its weights and {@code freshet.trainer.linear}.
 */
@NullMarked
package freshet.trainer.neural.attention;

import org.jspecify.annotations.NullMarked;
