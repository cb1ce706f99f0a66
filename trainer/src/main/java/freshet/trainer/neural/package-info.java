/**
 * What every neural model needs for its training: batches, dropout, random numbers by epoch, early stopping. No kind of
 * model is named here. Imports its own sub-packages, the trainer's other packages and {@code freshet.model}.
 */
@NullMarked
package freshet.trainer.neural;

import org.jspecify.annotations.NullMarked;
