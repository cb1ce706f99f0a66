/**
 * GRU4Rec, written from the papers: Hidasi, Karatzoglou, Baltrunas, Tikk, "Session-based Recommendations with Recurrent
 * Neural Networks", ICLR 2016; Hidasi, Karatzoglou, "Recurrent Neural Networks with Top-k Gains for Session-based
 * Recommendations", CIKM 2018; Hidasi, Czapp, "The Effect of Third Party Implementations on Reproducibility", RecSys 2023.
 *
 * <p>Settings ({@link freshet.trainer.gru4rec.Gru4RecSettings}), weights ({@link freshet.trainer.gru4rec.Gru4RecWeights})
 * and the buffers of a running training are kept apart. In shapes, B is the batch size, d the embedding's width, h the
 * layer's width, N the number of candidates, V the number of items. Imports the trainer's other packages and
 * {@code freshet.model}.
 */
@NullMarked
package freshet.trainer.gru4rec;

import org.jspecify.annotations.NullMarked;
