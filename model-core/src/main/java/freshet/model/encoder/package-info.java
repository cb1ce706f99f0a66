/**
 * What all session encoders share: from the items of a session to the query that scores all items.
 * Imports {@code freshet.model} and {@code freshet.model.scoring}.
 */
@NullMarked
package freshet.model.encoder;

import org.jspecify.annotations.NullMarked;
