/**
 * Turns a bundle file into a model that is ready to answer, or refuses it: room on the heap, the
 * tensors, the self-test. Imports {@code freshet.model}, its bundles, kinds and arithmetic.
 */
@NullMarked
package freshet.model.load;

import org.jspecify.annotations.NullMarked;
