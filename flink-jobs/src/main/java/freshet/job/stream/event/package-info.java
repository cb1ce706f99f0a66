/**
 * The topic of the events: read, decoded, given its event time, and watched, so that no event is
 * skipped in silence. Imports Kafka, Flink, the codecs and the JSON of {@code freshet.schema},
 * {@code freshet.model.session}, {@code stream}, {@code stream.topic} and {@code settings}.
 */
@NullMarked
package freshet.job.stream.event;

import org.jspecify.annotations.NullMarked;
