/**
 * Autoencoders over a session's bag of items: {@link freshet.trainer.autoencoder.Autoencoder} and
 * {@link freshet.trainer.autoencoder.MultVae} are what the registry makes; their weights, layers
 * and forward passes. In shapes, h is the width of both hidden layers and of the query, k that of
 * the latent vector, V the number of items, B the batch size, R the rows of all windows. Imports
 * {@code freshet.trainer.neural}, the trainer's other packages but for models, and {@code
 * freshet.model}.
 */
@NullMarked
package freshet.trainer.autoencoder;

import org.jspecify.annotations.NullMarked;
