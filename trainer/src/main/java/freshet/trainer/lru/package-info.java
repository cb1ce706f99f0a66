/**
 * LRURec, written from the papers: Yue, Wang, He, Zeng, McAuley, Wang, "Linear Recurrent Units for
 * Sequential Recommendation", WSDM 2024; Orvieto et al., "Resurrecting Recurrent Neural Networks
 * for Long Sequences", ICML 2023.
 *
 * <p>{@link freshet.trainer.lru.Lru} has its settings, {@link freshet.trainer.lru.LruStack} its
 * layers. In shapes, B is the batch size, R the rows of all windows of a step, O the rows that a
 * block gives, d the width, N the complex units of a state, f the width inside of a feed-forward
 * network, V the number of items. Imports {@code freshet.trainer.neural} and the trainer's other
 * packages.
 */
@NullMarked
package freshet.trainer.lru;

import org.jspecify.annotations.NullMarked;
