/**
 * The item head: the contract of scoring all items for a batch of queries, and the ranking of
 * scores that both ways of scoring share. Imports {@code freshet.model} and
 * {@code freshet.model.math}.
 */
@NullMarked
package freshet.model.scoring;

import org.jspecify.annotations.NullMarked;
