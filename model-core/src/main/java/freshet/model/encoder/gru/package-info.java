/**
 * The gated recurrent unit as it is served: the weights of a layer, its step in plain Java and with
 * the Vector API, and the encoder that is made of such layers alone. All kinds of model share it.
 * Imports {@code freshet.model.encoder} and {@code freshet.model.math}.
 */
@NullMarked
package freshet.model.encoder.gru;

import org.jspecify.annotations.NullMarked;
