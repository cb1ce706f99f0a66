/**
 * What a neural model computes with: the Vector API or ND4J, all items or the likely ones. Imports
 * {@code freshet.model.scoring} and its packages.
 */
@NullMarked
package freshet.model.arithmetic;

import org.jspecify.annotations.NullMarked;
