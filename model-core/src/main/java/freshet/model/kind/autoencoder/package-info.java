/**
 * The autoencoders' kinds and the encoder that they share. Imports {@code freshet.model}, its
 * encoders, kinds, arithmetic, bundles and scoring.
 */
@NullMarked
package freshet.model.kind.autoencoder;

import org.jspecify.annotations.NullMarked;
