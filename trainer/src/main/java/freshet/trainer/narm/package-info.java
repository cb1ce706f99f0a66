/**
 * NARM, written from the paper: Li, Ren, Chen, Ren, Lian, Ma, "Neural Attentive Session-based
 * Recommendation", CIKM 2017.
 *
 * <p>{@link freshet.trainer.narm.Narm} has its settings, {@link freshet.trainer.narm.NarmStack} its
 * layers. In shapes, B is the batch size, R the rows of all windows of a step, d the width of an
 * item's embedding, h the hidden units, V the number of items. Imports
 * {@code freshet.trainer.neural} and the trainer's other packages.
 */
@NullMarked
package freshet.trainer.narm;

import org.jspecify.annotations.NullMarked;
