/**
 * Recurrent layers as they are served: a layer's weights, the steps of GRU, LSTM and the plain
 * recurrent network, in plain Java and with the Vector API, and the encoder that is made of such
 * layers alone. All kinds of model share them. A new cell is one {@link RecurrentCell} on
 * {@link Gates}. Imports {@code freshet.model.encoder} and {@code freshet.model.math}.
 */
@NullMarked
package freshet.model.encoder.recurrent;

import org.jspecify.annotations.NullMarked;
