/** Session encoders: from the items of a session to the query that scores all items. Imports {@code freshet.model.math}. */
@NullMarked
package freshet.model.encoder;

import org.jspecify.annotations.NullMarked;
