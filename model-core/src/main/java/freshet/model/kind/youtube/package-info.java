/**
 * The pooled network after YouTube's and its encoder. Imports {@code freshet.model}, its encoders,
 * kinds, arithmetic, bundles and scoring.
 */
@NullMarked
package freshet.model.kind.youtube;

import org.jspecify.annotations.NullMarked;
