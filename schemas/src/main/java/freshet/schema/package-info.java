/**
 * The records that travel on Kafka, generated from {@code src/main/avro}. Optional fields are read
 * as {@link java.util.Optional}; a builder's setter is left alone where there is no value. Imports
 * Avro and the JDK.
 *
 * <p>Nothing under {@code freshet.schema} knows Flink, Kafka or models.
 */
@NullMarked
package freshet.schema;

import org.jspecify.annotations.NullMarked;
