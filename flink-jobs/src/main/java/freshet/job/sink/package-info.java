/**
 * From the stream to Kafka: recommendations and rejected events. Imports Kafka, Flink, the codecs of
 * {@code freshet.schema}, the job's stream types and settings.
 */
@NullMarked
package freshet.job.sink;

import org.jspecify.annotations.NullMarked;
