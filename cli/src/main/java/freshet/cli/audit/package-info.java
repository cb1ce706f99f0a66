/**
 * {@code freshet audit}: the ledger counted on the topics. Imports model-core, schemas and Kafka
 * clients.
 */
@NullMarked
package freshet.cli.audit;

import org.jspecify.annotations.NullMarked;
