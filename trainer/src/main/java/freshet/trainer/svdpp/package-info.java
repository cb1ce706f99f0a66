/**
 * SVD++ for sessions, written from the paper: Koren, "Factorization Meets the Neighborhood: a
 * Multifaceted Collaborative Filtering Model", KDD 2008.
 *
 * <p>{@link freshet.trainer.svdpp.SvdPp} has its settings. In shapes, B is the batch size, h the
 * width of a factor, V the number of items. Imports {@code freshet.trainer.neural} and the
 * trainer's other packages.
 */
@NullMarked
package freshet.trainer.svdpp;

import org.jspecify.annotations.NullMarked;
