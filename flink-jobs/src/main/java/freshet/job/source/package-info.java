/**
 * From Kafka to the stream: events decoded and checked, event time, announcements, items' availability. Imports Kafka, Flink, the codecs of
 * {@code freshet.schema}, the job's stream types and settings.
 */
@NullMarked
package freshet.job.source;

import org.jspecify.annotations.NullMarked;
