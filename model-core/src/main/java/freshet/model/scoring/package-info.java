/**
 * The item head: scores of all items for a batch of queries, the best K of them and their softmax probabilities. Imports
 * {@code freshet.model}, {@code freshet.model.math}, ND4J, its OpenBLAS and SLF4J.
 */
@NullMarked
package freshet.model.scoring;

import org.jspecify.annotations.NullMarked;
