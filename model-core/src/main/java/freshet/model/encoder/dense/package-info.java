/**
 * The fully connected layer as it is served: its weights, and its product in plain Java and with
 * the Vector API; layer normalisation of rows. All kinds of model share them. Imports
 * {@code freshet.model.math}.
 */
@NullMarked
package freshet.model.encoder.dense;

import org.jspecify.annotations.NullMarked;
