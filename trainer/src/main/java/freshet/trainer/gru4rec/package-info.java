/**
 * GRU4Rec, written from the papers: Hidasi, Karatzoglou, Baltrunas, Tikk, "Session-based
 * Recommendations with Recurrent Neural Networks", ICLR 2016; Hidasi, Karatzoglou, "Recurrent
 * Neural Networks with Top-k Gains for Session-based Recommendations", CIKM 2018; Hidasi, Czapp,
 * "The Effect of Third Party Implementations on Reproducibility", RecSys 2023.
 *
 * <p>{@link freshet.trainer.gru4rec.Gru4Rec} has its settings,
 * {@link freshet.trainer.gru4rec.Gru4RecWeights} its weights; the buffers of a running training are
 * kept apart. In shapes, B is the batch size, d a layer's input width, h its width, V the number of
 * items. Imports {@code freshet.trainer.neural} and the trainer's other packages.
 */
@NullMarked
package freshet.trainer.gru4rec;

import org.jspecify.annotations.NullMarked;
