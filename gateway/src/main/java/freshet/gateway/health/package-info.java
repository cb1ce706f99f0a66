/**
 * Whether the gateway lives, and whether it can answer. Imports {@code freshet.gateway.http}.
 */
@NullMarked
package freshet.gateway.health;

import org.jspecify.annotations.NullMarked;
