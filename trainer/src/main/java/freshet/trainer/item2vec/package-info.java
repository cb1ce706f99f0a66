/**
 * item2vec, written from the papers: Barkan, Koenigstein, "Item2Vec: Neural Item Embedding for
 * Collaborative Filtering", MLSP 2016; Mikolov, Sutskever, Chen, Corrado, Dean, "Distributed
 * Representations of Words and Phrases and their Compositionality", NIPS 2013.
 *
 * <p>{@link freshet.trainer.item2vec.Item2Vec} has its settings. In shapes, h is the width of a
 * vector, V the number of items. Imports {@code freshet.trainer.neural} and the trainer's other
 * packages.
 */
@NullMarked
package freshet.trainer.item2vec;

import org.jspecify.annotations.NullMarked;
