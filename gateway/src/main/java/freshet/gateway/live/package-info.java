/**
 * What happens at this moment, of the events and recommendations topics: rates, latency, hit rates
 * by model version, swaps; and {@code /v1/live}, which tells of it. Imports {@code freshet.schema},
 * the session rules and rank counts of {@code freshet.model}, {@code freshet.gateway.follow} and
 * {@code freshet.gateway.http}.
 */
@NullMarked
package freshet.gateway.live;

import org.jspecify.annotations.NullMarked;
