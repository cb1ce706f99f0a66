/**
 * STAMP, written from the paper: Liu, Zeng, Mokhosi, Zhang, "STAMP: Short-Term Attention/Memory
 * Priority Model for Session-based Recommendation", KDD 2018.
 *
 * <p>{@link freshet.trainer.stamp.Stamp} has its settings, {@link
 * freshet.trainer.stamp.StampStack} its layers. In shapes, B is the batch size, R the rows of all
 * windows of a step, h the width, V the number of items. Imports {@code freshet.trainer.neural} and
 * the trainer's other packages.
 */
@NullMarked
package freshet.trainer.stamp;

import org.jspecify.annotations.NullMarked;
