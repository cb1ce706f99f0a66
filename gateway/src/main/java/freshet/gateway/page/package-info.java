/**
 * The page: what a browser loads from the gateway, all of it from the class path. Imports
 * {@code freshet.gateway.http}.
 */
@NullMarked
package freshet.gateway.page;

import org.jspecify.annotations.NullMarked;
