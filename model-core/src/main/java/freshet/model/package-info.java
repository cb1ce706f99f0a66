/**
 * What every model promises: the vocabulary it knows and how it ranks all items for a batch of
 * sessions.
 *
 * <p>Nothing under {@code freshet.model} imports Flink, Kafka or Avro.
 */
@NullMarked
package freshet.model;

import org.jspecify.annotations.NullMarked;
