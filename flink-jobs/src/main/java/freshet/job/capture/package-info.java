/**
 * The events that their sessions took, written into Avro container files from which the next model
 * learns. Imports Flink, its file sink, Avro, {@code freshet.schema}, {@code stream} and
 * {@code settings}.
 */
@NullMarked
package freshet.job.capture;

import org.jspecify.annotations.NullMarked;
