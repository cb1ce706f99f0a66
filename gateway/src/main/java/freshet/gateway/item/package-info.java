/**
 * What people call the items: titles and categories beside the ids that models know. Imports the
 * readers of {@code freshet.model.data} and {@code freshet.gateway.settings}.
 */
@NullMarked
package freshet.gateway.item;

import org.jspecify.annotations.NullMarked;
