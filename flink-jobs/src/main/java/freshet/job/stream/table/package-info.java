/**
 * The compacted topics {@code models} and {@code items}: read to the end at a start, and as sources
 * that begin with the oldest record. Imports Kafka, Flink, the codecs of {@code freshet.schema},
 * {@code stream}, {@code stream.topic} and {@code settings}.
 */
@NullMarked
package freshet.job.stream.table;

import org.jspecify.annotations.NullMarked;
