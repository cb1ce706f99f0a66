/**
 * What the gateway says of itself in Prometheus's text. Imports {@code freshet.gateway.http} and
 * Prometheus's client.
 */
@NullMarked
package freshet.gateway.metrics;

import org.jspecify.annotations.NullMarked;
