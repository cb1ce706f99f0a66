/**
 * A topic under watch: whether it exists and is still the one that it was, what a source does while
 * no broker answers. Knows nothing of what the records say. Imports Kafka and Flink, and no other
 * package of the job but {@code settings}.
 */
@NullMarked
package freshet.job.stream.topic;

import org.jspecify.annotations.NullMarked;
