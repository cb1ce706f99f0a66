/**
 * What a shop says of its items, in few bytes per item: columns by the number of an item, each
 * value that occurs kept once. Imports nothing of ours.
 */
@NullMarked
package freshet.model.catalog;

import org.jspecify.annotations.NullMarked;
