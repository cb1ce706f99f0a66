/**
 * The compacted topics {@code models} and {@code items}: read to the end, record by record, and
 * what they say of the items. Imports Kafka's clients, {@code freshet.schema},
 * {@code freshet.serving}, the withheld items and the catalogue of model-core.
 */
@NullMarked
package freshet.serving.table;

import org.jspecify.annotations.NullMarked;
