/**
 * The HTTP server: routes, problems, event streams; who may call what, and how much. Knows nothing
 * of recommendations. Imports {@code freshet.gateway.settings}, model-core's texts, Jetty,
 * Jackson and Prometheus's client.
 */
@NullMarked
package freshet.gateway.http;

import org.jspecify.annotations.NullMarked;
