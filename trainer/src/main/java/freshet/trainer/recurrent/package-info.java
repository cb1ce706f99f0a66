/**
 * Recurrent models of sessions. GRU4Rec is written from the papers: Hidasi, Karatzoglou, Baltrunas,
 * Tikk, "Session-based Recommendations with Recurrent Neural Networks", ICLR 2016; Hidasi,
 * Karatzoglou, "Recurrent Neural Networks with Top-k Gains for Session-based Recommendations", CIKM
 * 2018; Hidasi, Czapp, "The Effect of Third Party Implementations on Reproducibility", RecSys 2023.
 * LSTM and the plain recurrent network differ from it in the cell.
 *
 * <p>{@link freshet.trainer.recurrent.Gru4Rec}, {@link freshet.trainer.recurrent.Lstm} and
 * {@link freshet.trainer.recurrent.Rnn} have the settings,
 * {@link freshet.trainer.recurrent.RecurrentWeights} the weights; the buffers of a running training
 * are kept apart. In shapes, B is the batch size, d a layer's input width, h its width, s the
 * floats of its state, V the number of items. Imports {@code freshet.trainer.neural} and the
 * trainer's other packages.
 */
@NullMarked
package freshet.trainer.recurrent;

import org.jspecify.annotations.NullMarked;
