/**
 * GRU4Rec: its kind, its encoder, and the steps of its layers in plain Java and with the Vector
 * API. Imports {@code freshet.model}, its encoders, kinds, arithmetic and math.
 */
@NullMarked
package freshet.model.kind.gru4rec;

import org.jspecify.annotations.NullMarked;
