/**
 * Scores every item: with the Vector API, or with ND4J and its OpenBLAS. Imports
 * {@code freshet.model}, its scoring, math and {@code freshet.model.nd4j}.
 */
@NullMarked
package freshet.model.scoring.exact;

import org.jspecify.annotations.NullMarked;
