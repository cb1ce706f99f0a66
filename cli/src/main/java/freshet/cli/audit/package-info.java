/**
 * {@code freshet audit}: the ledger counted on the topics. Imports {@code kafka} of
 * the commands, model-core, schemas and Kafka clients.
 */
@NullMarked
package freshet.cli.audit;

import org.jspecify.annotations.NullMarked;
