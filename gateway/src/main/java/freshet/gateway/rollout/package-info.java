/**
 * How the trial of a challenger goes, as its judge says on the topic of rollouts. Imports
 * {@code freshet.schema}, {@code freshet.gateway.follow} and {@code freshet.gateway.http}.
 */
@NullMarked
package freshet.gateway.rollout;

import org.jspecify.annotations.NullMarked;
