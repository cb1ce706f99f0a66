/**
 * Turns a bundle file into a model that is ready to answer, or refuses it: room on the heap, the
 * tensors, the self-test. Imports {@code freshet.model}, its bundles, kinds, arithmetic and
 * calibration.
 */
@NullMarked
package freshet.model.load;

import org.jspecify.annotations.NullMarked;
