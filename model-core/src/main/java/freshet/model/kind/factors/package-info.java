/**
 * Models whose session is a bag of item vectors, as kinds of model: item2vec and SVD++. Imports
 * {@code freshet.model}, its kinds, bundles, encoders, scoring and arithmetic.
 */
@NullMarked
package freshet.model.kind.factors;

import org.jspecify.annotations.NullMarked;
