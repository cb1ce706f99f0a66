/**
 * SASRec: its settings and weights, its blocks of self-attention forward and backward, and what a
 * search varies. Imports {@code freshet.trainer}, its neural training, matrices, settings and
 * search.
 */
@NullMarked
package freshet.trainer.sasrec;

import org.jspecify.annotations.NullMarked;
