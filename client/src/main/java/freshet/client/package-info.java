/**
 * For a shop's own Java code: sends events and brings each of them its answer, found by the event's
 * coordinates, within a deadline. {@link freshet.client.FreshetClient} is the entrance. Imports
 * {@code freshet.schema}, Kafka's clients and the JDK.
 *
 * <p>{@code PendingEvents}, {@code NewestAnswers} and all that a caller gets know no Kafka.
 */
@NullMarked
package freshet.client;

import org.jspecify.annotations.NullMarked;
