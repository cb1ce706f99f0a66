/**
 * The mix of other kinds in one bundle. Imports {@code freshet.model}, its kinds, bundles and
 * arithmetic, the selection of the best items from its scoring, and its float arithmetic.
 */
@NullMarked
package freshet.model.kind.mix;

import org.jspecify.annotations.NullMarked;
