/**
 * Whether the gateway lives, and whether it can answer. Imports {@code freshet.gateway.http} and
 * Prometheus's client.
 */
@NullMarked
package freshet.gateway.health;

import org.jspecify.annotations.NullMarked;
