/**
 * VMIS-kNN, which answers by the past sessions that are most like the present one, as a kind of
 * model. Imports {@code freshet.model}, its kinds, bundles and arithmetic, and the selection of the
 * best items from its scoring.
 */
@NullMarked
package freshet.model.kind.vmisknn;

import org.jspecify.annotations.NullMarked;
