/**
 * LRURec's kind and its encoder. Imports {@code freshet.model}, its encoders, kinds, arithmetic,
 * bundles and scoring.
 */
@NullMarked
package freshet.model.kind.lru;

import org.jspecify.annotations.NullMarked;
