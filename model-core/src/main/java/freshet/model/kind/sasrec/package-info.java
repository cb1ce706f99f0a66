/**
 * SASRec's kind and its encoder. Imports {@code freshet.model}, its encoders, kinds, arithmetic,
 * bundles, mathematics and scoring.
 */
@NullMarked
package freshet.model.kind.sasrec;

import org.jspecify.annotations.NullMarked;
