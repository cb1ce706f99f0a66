/**
 * Scores the items that are likely to be among the best, for large catalogues. Computes with the
 * Vector API alone: only {@code freshet.model.arithmetic} touches a class from here, where it has
 * found the module. Imports {@code freshet.model}, its scoring and math.
 */
@NullMarked
package freshet.model.scoring.pruned;

import org.jspecify.annotations.NullMarked;
