/** Trivial models: what a neural model has to beat. */
@NullMarked
package freshet.model.baseline;

import org.jspecify.annotations.NullMarked;
