/**
 * Models that count, which a neural model has to beat, and their kinds. Imports
 * {@code freshet.model}, its kinds, bundles and arithmetic, and the selection of the best items
 * from its scoring.
 */
@NullMarked
package freshet.model.kind.baseline;

import org.jspecify.annotations.NullMarked;
