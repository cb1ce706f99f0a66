/** Trivial models: what a neural model has to beat. Imports {@code freshet.model} and the selection of the best items from its scoring. */
@NullMarked
package freshet.model.baseline;

import org.jspecify.annotations.NullMarked;
