/**
 * GRU4Rec's kind. Imports {@code freshet.model}, its encoders, kinds, arithmetic, bundles and
 * scoring.
 */
@NullMarked
package freshet.model.kind.gru4rec;

import org.jspecify.annotations.NullMarked;
