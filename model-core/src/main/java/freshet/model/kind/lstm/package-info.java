/**
 * LSTM's kind. Imports {@code freshet.model.kind}, {@code freshet.model.arithmetic} and
 * the recurrent cells.
 */
@NullMarked
package freshet.model.kind.lstm;

import org.jspecify.annotations.NullMarked;
