/**
 * Answers and rejected events on their way to Kafka, and what became of their transactions. Imports
 * Kafka, Flink, the codecs of {@code freshet.schema}, {@code stream}, its {@code topic} and
 * {@code settings}.
 */
@NullMarked
package freshet.job.stream.output;

import org.jspecify.annotations.NullMarked;
