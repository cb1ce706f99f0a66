/**
 * What is viewed now, counted on the events topic, and the newest events of a session. Imports
 * {@code freshet.schema}, {@code freshet.gateway.follow} and, for its routes,
 * {@code freshet.gateway.http}.
 */
@NullMarked
package freshet.gateway.trend;

import org.jspecify.annotations.NullMarked;
